"use strict";

/* Draws each figure of a page from its data. All that it draws stands in words beside it. */
(() => {
  const MOST_LABELS = 24;
  const SMALLEST = 0.46; // at which a whole picture can be read
  const LEGIBLE = 0.58; // of a part of one
  const LARGEST = 1.1;
  const MARGIN = 12;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const touch = matchMedia("(pointer: coarse)");
  const CORNERS = { problem: 2, plan: 14, body: 2, money: 14, place: 14, finding: 2, document: 2, other: 8 };

  for (const figure of document.querySelectorAll("figure.picture")) draw(figure);

  function draw(figure) {
    const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const frame = figure.querySelector(".picture-frame");
    const canvas = figure.querySelector(".picture-canvas");
    frame.hidden = false;

    const nodes = new vis.DataSet(data.nodes.map((node) => placed(node, figure)));
    const edges = new vis.DataSet(data.edges.map((edge, id) => tied(edge, id, figure, data.edges.length)));
    const network = new vis.Network(canvas, { nodes, edges }, {
      ...data.options,
      interaction: { ...data.options.interaction, dragView: !touch.matches, dragNodes: !touch.matches },
    });
    canvas.querySelector(".vis-network").tabIndex = -1;

    spread(network, data);
    heighten(network, canvas, data);
    show(network, canvas, data, false);
    dark.addEventListener("change", () => {
      nodes.update(data.nodes.map((node) => placed(node, figure)));
      edges.update(data.edges.map((edge, id) => tied(edge, id, figure, data.edges.length)));
    });
    buttons(figure, network, canvas, data);
    links(figure, network, canvas);
    nearLabels(network, edges, data);
  }

  function placed(node, figure) {
    const colour = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
    const fill = colour(`--family-${node.family}`);
    const edge = colour(`--family-${node.family}-edge`);
    const ink = colour("--ink");
    const lit = { background: fill, border: ink };
    return {
      id: node.id,
      label: node.label,
      title: node.title,
      x: node.x,
      y: node.y,
      shape: "box",
      shapeProperties: { borderRadius: CORNERS[node.family] },
      margin: node.focus ? 14 : 8,
      borderWidth: node.focus ? 4 : 1.5,
      borderWidthSelected: 4,
      widthConstraint: { maximum: node.focus ? 240 : 195 },
      color: { background: fill, border: edge, highlight: lit, hover: lit },
      font: { color: ink, size: node.focus ? 19 : 14, face: getComputedStyle(figure).fontFamily },
    };
  }

  function tied(edge, id, figure, count) {
    const colour = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
    const line = colour(edge.contested ? "--warn" : "--edge");
    return {
      id,
      from: edge.from,
      to: edge.to,
      title: edge.label,
      label: count <= MOST_LABELS ? edge.label : undefined,
      arrows: { to: { enabled: true, scaleFactor: 0.6 } },
      dashes: edge.contested ? [7, 6] : false,
      color: { color: line, highlight: colour("--ink"), hover: colour("--ink"), opacity: 0.85 },
      width: edge.contested ? 1.8 : 1.2,
      smooth: false,
      font: {
        color: colour("--muted"), size: 12, strokeWidth: 5, strokeColor: colour("--sheet"),
        face: getComputedStyle(figure).fontFamily,
      },
    };
  }

  /* Boxes that lie on each other are pushed apart, what was asked about stays where it is. */
  function spread(network, data) {
    const boxes = data.nodes.map(({ id, focus }) => {
      const box = network.getBoundingBox(id);
      return {
        id, focus, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2,
        wide: (box.right - box.left) / 2 + 9, high: (box.bottom - box.top) / 2 + 9,
      };
    });
    for (let round = 0, moved = true; moved && round < 500; round += 1) {
      moved = false;
      boxes.forEach((one, index) => {
        for (const other of boxes.slice(index + 1)) moved = apart(one, other) || moved;
      });
    }
    for (const { id, x, y } of boxes) network.moveNode(id, x, y);
    network.redraw(); // only then does it know their bounding boxes
  }

  function apart(one, other) {
    const across = one.wide + other.wide - Math.abs(one.x - other.x);
    const down = one.high + other.high - Math.abs(one.y - other.y);
    if (across <= 0.5 || down <= 0.5) return false;
    const axis = across < down ? "x" : "y";
    const push = (Math.min(across, down) / 2) * (one[axis] < other[axis] ? -1 : 1);
    if (!one.focus) one[axis] += other.focus ? 2 * push : push;
    if (!other.focus) other[axis] -= one.focus ? 2 * push : push;
    return !(one.focus && other.focus);
  }

  /* A picture that needs more height to be read gets it, as far as the window has it. */
  function heighten(network, canvas, data) {
    const { wide, high } = around(boxesOf(network, data));
    const scale = Math.min(canvas.clientWidth / wide, LARGEST);
    const wanted = Math.min(Math.ceil(high * scale), Math.floor(0.9 * innerHeight));
    if (scale < SMALLEST || wanted <= canvas.clientHeight) return;
    canvas.style.height = `${wanted}px`;
    network.redraw();
  }

  /* Everything if that was asked for or can be read, else the part about what was asked about. */
  function show(network, canvas, data, all) {
    const boxes = boxesOf(network, data);
    const { middle, wide, high } = around(boxes);
    const scale = Math.min(canvas.clientWidth / wide, canvas.clientHeight / high, LARGEST);
    if (all || scale >= SMALLEST) {
      network.moveTo({ position: middle, scale, animation: all && !calm.matches });
    } else {
      const focus = boxes[Math.max(data.nodes.findIndex((node) => node.focus), 0)];
      const position = clearest(boxes, focus, canvas.clientWidth / LEGIBLE, canvas.clientHeight / LEGIBLE);
      network.moveTo({ position, scale: LEGIBLE, animation: false });
    }
  }

  function boxesOf(network, data) {
    return data.nodes.map(({ id }) => network.getBoundingBox(id));
  }

  /* The middle of some boxes and the room that they take. */
  function around(boxes) {
    const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
    const right = Math.max(...boxes.map((box) => box.right)) + MARGIN;
    const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
    const bottom = Math.max(...boxes.map((box) => box.bottom)) + MARGIN;
    return { middle: { x: (left + right) / 2, y: (top + bottom) / 2 }, wide: right - left, high: bottom - top };
  }

  /* Where to look in a window of this size: near the focus, so that many boxes are whole, and few cut by the edge. */
  function clearest(boxes, focus, wide, high) {
    const { middle, wide: focusWide, high: focusHigh } = around([focus]);
    const aside = Math.max(wide - focusWide, 0) / 2;
    const away = Math.max(high - focusHigh, 0) / 2;
    let best = { worth: -Infinity };
    for (let across = -0.5; across <= 0.5; across += 0.05) {
      for (let down = -0.5; down <= 0.5; down += 0.05) {
        const place = { x: middle.x + across * aside, y: middle.y + down * away };
        const worth = worthOf(boxes, place, wide / 2, high / 2) - Math.hypot(across, down);
        if (worth > best.worth) best = { ...place, worth };
      }
    }
    return { x: best.x, y: best.y };
  }

  /* The boxes that are seen whole from a place, less those that are cut. */
  function worthOf(boxes, { x, y }, aside, away) {
    let worth = 0;
    for (const { left, right, top, bottom } of boxes) {
      if (right < x - aside || left > x + aside || bottom < y - away || top > y + away) continue;
      worth += left >= x - aside && right <= x + aside && top >= y - away && bottom <= y + away ? 1 : -1;
    }
    return worth;
  }

  function buttons(figure, network, canvas, data) {
    const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: !calm.matches });
    const actions = {
      in: () => zoom(1.3),
      out: () => zoom(1 / 1.3),
      fit: () => show(network, canvas, data, true),
      move: (button) => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        canvas.classList.toggle("moving", on);
        network.setOptions({ interaction: { zoomView: on, dragView: on || !touch.matches } });
      },
    };
    for (const button of figure.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => actions[button.dataset.do](button));
    }
  }

  /* A name in the list lights up its thing in the picture; a thing in the picture leads where its name does. */
  function links(figure, network, canvas) {
    const named = new Map([...figure.querySelectorAll("[data-node]")].map((link) => [link.dataset.node, link]));
    for (const [id, link] of named) {
      link.addEventListener("focus", () => {
        network.selectNodes([id]);
        network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: !calm.matches });
      });
      link.addEventListener("blur", () => network.unselectAll());
    }
    if (!named.size) return;
    network.on("click", ({ nodes }) => {
      if (nodes.length) location.assign(named.get(nodes[0]).href);
    });
    network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
    network.on("blurNode", () => { canvas.style.cursor = ""; });
  }

  /* Where there are too many relations to name them all, those of the thing that is pointed at. */
  function nearLabels(network, edges, data) {
    if (data.edges.length <= MOST_LABELS) return;
    const name = (node, shown) => {
      const near = network.getConnectedEdges(node);
      if (near.length > MOST_LABELS) return;
      edges.update(near.map((id) => ({ id, label: shown ? data.edges[id].label : " " })));
    };
    network.on("hoverNode", ({ node }) => name(node, true));
    network.on("blurNode", ({ node }) => name(node, false));
  }
})();
