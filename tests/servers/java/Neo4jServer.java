import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j server for Bolt on the loopback address: HOME PORT. HOME may hold settings. It runs until it is told to end. */
public class Neo4jServer {
    public static void main(String[] given) {
        var home = Path.of(given[0]);
        var builder = new DatabaseManagementServiceBuilder(home);
        var settings = home.resolve("neo4j.conf");
        if (Files.exists(settings)) {
            builder.loadPropertiesFromFile(settings);
        }
        var server = builder
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(given[1])))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("ready");
    }
}
