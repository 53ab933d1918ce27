"""The account with which a store on a server is asked: in its address, or in the surroundings."""

from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import BadInput
from ontology.text import Text

USER = "ROTORSAK_STORE_USER"
PASSWORD = "ROTORSAK_STORE_PASSWORD"
PASSWORD_FILE = "ROTORSAK_STORE_PASSWORD_FILE"
_LARGEST = 64 * 1024  # bytes of a file with a password


@dataclass(frozen=True, slots=True)
class Account:
    """A user and a password, or nobody. Neither `str` nor `repr` shows the password."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the surroundings say of an account: a user, and a password or the file that holds it.

    What is empty counts as not given. Neither `str` nor `repr` shows the password.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    password_file: Path | None = None

    def completing(self, address: Account, store: str) -> Account:
        """The account of the store called so: what its address says, and these for what that leaves out.

        Raises BadInput where they do not go together, half is missing, or the file cannot be read.
        """
        if address.password:
            return _whole(address, store)
        if address.user and self.user and address.user != self.user and (self.password or self.password_file):
            raise _two_users(store)
        return _whole(Account(address.user or self.user, self._password()), store)

    def _password(self) -> str | None:
        if self.password and self.password_file:
            raise BadInput(
                Text(
                    sv=f"Lösenordet till lagret är givet två gånger, i {PASSWORD} och i {PASSWORD_FILE}. Ta bort "
                    "ett av dem.",
                    en=f"The password of the store is given twice, in {PASSWORD} and in {PASSWORD_FILE}. Remove "
                    "one of them.",
                )
            )
        return _read(self.password_file) if self.password_file else self.password


def _whole(account: Account, store: str) -> Account:
    if account.password and not account.user:
        raise BadInput(
            Text(
                sv=f"Det finns ett lösenord till {store} men ingen användare. Ange användaren i {USER}, eller i "
                "adressen före @ (i Neo4j heter den oftast neo4j).",
                en=f"There is a password for {store} but no user. Give the user in {USER}, or in the address "
                "before @ (in Neo4j it is mostly called neo4j).",
            )
        )
    if account.user and not account.password:
        raise BadInput(
            Text(
                sv=f"Det finns en användare till {store} men inget lösenord. Ange lösenordet i {PASSWORD}, eller "
                f"i en fil som {PASSWORD_FILE} namnger.",
                en=f"There is a user for {store} but no password. Give the password in {PASSWORD}, or in a file "
                f"that {PASSWORD_FILE} names.",
            )
        )
    return account if account.user else Account()


def _read(file: Path) -> str:
    """The password in a file, without the line end after it."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(file, "not UTF-8") from None
    password = text.removesuffix("\n").removesuffix("\r")
    if not password or len(data) > _LARGEST:
        raise _unreadable(file, "too large" if password else "empty")
    return password


def _unreadable(file: Path, reason: str) -> BadInput:
    return BadInput(
        Text(
            sv=f"Lösenordet till lagret kan inte läsas ur filen {file} ({PASSWORD_FILE}): {reason}. Rätta filen, "
            f"eller ange lösenordet i {PASSWORD}.",
            en=f"The password of the store cannot be read from the file {file} ({PASSWORD_FILE}): {reason}. Correct "
            f"the file, or give the password in {PASSWORD}.",
        )
    )


def _two_users(store: str) -> BadInput:
    return BadInput(
        Text(
            sv=f"Adressen till {store} namnger en användare och {USER} en annan, och det är oklart vems lösenordet "
            f"är. Ta bort användaren ur adressen, eller {USER}.",
            en=f"The address of {store} names one user and {USER} another, and it is unclear whose the password is. "
            f"Remove the user from the address, or {USER}.",
        )
    )
