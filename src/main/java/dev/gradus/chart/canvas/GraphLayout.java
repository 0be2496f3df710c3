package dev.gradus.chart.canvas;

import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the nodes of a graph stand: in columns, each behind all its inputs; in each column in an order with few
 * crossings; each as level with its neighbours as the room allows. After Sugiyama, Tagawa and Toda, "Methods for visual
 * understanding of hierarchical system structures", 1981.
 */
final class GraphLayout {
    private static final double GAP_X = 26; // from column to column
    private static final double GAP_Y = 12; // between boxes of one column
    static final double LINE = 14; // of a box, in height
    private static final int SWEEPS = 24;
    private static final int LEVELLING = 400;

    /** A node, or a point that a long edge passes through on its way. */
    static final class Place {
        final List<Place> from = new ArrayList<>();
        final List<Place> to = new ArrayList<>();
        final List<String> lines = new ArrayList<>(); // what the box says; empty for a point
        String operation = "";
        boolean hasLabel;
        int column;
        double x; // left edge of the box
        double y; // middle
        double width;
        double height;
        double port; // width of the operation's pill; 0 for none

        boolean isNode() {
            return !lines.isEmpty();
        }

        /** How much it pulls: numbers that were put in give way, so that a long computation runs level. */
        double weight() {
            return from.isEmpty() ? 1 : 20;
        }

        /** Where arrows arrive. */
        double left() {
            return x - port;
        }

        double right() {
            return x + width;
        }
    }

    final List<Place> places = new ArrayList<>();
    final int width;
    final int height;
    private final List<List<Place>> columns = new ArrayList<>();

    GraphLayout(List<GraphNode> nodes) {
        for (GraphNode node : nodes) {
            places.add(box(node));
        }
        chooseColumns(nodes);
        connect(nodes);
        reduceCrossings();
        width = (int) Math.ceil(placeColumns());
        height = (int) Math.ceil(placeInColumns());
    }

    private static Place box(GraphNode node) {
        Place place = new Place();
        place.hasLabel = !node.label().isBlank();
        if (place.hasLabel) {
            place.lines.add(Canvas.cut(node.label(), Ink.TEXT_SIZE, 120));
        }
        place.lines.add(Figures.text(node.value(), 4));
        place.lines.add("∂ " + Figures.text(node.gradient(), 4));
        double text = place.lines.stream()
                .mapToDouble(line -> Canvas.width(line, Ink.TEXT_SIZE))
                .max()
                .orElse(0);
        place.width = Math.ceil(text + 14);
        place.height = place.lines.size() * LINE + 8;
        place.operation = Canvas.cut(node.operation(), Ink.TEXT_SIZE, 90);
        place.port = place.operation.isEmpty()
                ? 0
                : Math.max(20, Math.ceil(Canvas.width(place.operation, Ink.TEXT_SIZE) + 10));
        return place;
    }

    /** Results as far left as their inputs allow, numbers that were put in right in front of their first use. */
    private void chooseColumns(List<GraphNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            for (int input : nodes.get(i).inputs()) {
                places.get(i).column = Math.max(places.get(i).column, places.get(input).column + 1);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            int leaf = i;
            if (nodes.get(i).inputs().isEmpty()) {
                places.get(i).column = IntStream.range(0, nodes.size())
                        .filter(k -> nodes.get(k).inputs().contains(leaf))
                        .map(k -> places.get(k).column - 1)
                        .min()
                        .orElse(0);
            }
        }
    }

    /** Edges from column to column, with points where one passes by. */
    private void connect(List<GraphNode> nodes) {
        for (int c = 0; c <= places.stream().mapToInt(p -> p.column).max().orElse(0); c++) {
            columns.add(new ArrayList<>());
        }
        places.forEach(place -> columns.get(place.column).add(place));
        for (int i = 0; i < nodes.size(); i++) {
            Place target = places.get(i);
            for (int input : nodes.get(i).inputs().stream().distinct().toList()) {
                Place from = places.get(input);
                for (int c = from.column + 1; c < target.column; c++) {
                    Place point = new Place();
                    point.column = c;
                    point.height = 4;
                    columns.get(c).add(point);
                    places.add(point);
                    link(from, point);
                    from = point;
                }
                link(from, target);
            }
        }
    }

    private static void link(Place from, Place to) {
        from.to.add(to);
        to.from.add(from);
    }

    /** Sorts each column by the middle of its neighbours, from left to right and back, and keeps the best order. */
    private void reduceCrossings() {
        numberRows();
        List<List<Place>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean forth = sweep % 2 == 1;
            for (int i = 0; i < columns.size(); i++) {
                List<Place> column = columns.get(forth ? i : columns.size() - 1 - i);
                column.sort(Comparator.comparingDouble(p -> middle(forth ? p.from : p.to, p.y)));
                numberRows();
            }
            if (crossings() < fewest) {
                fewest = crossings();
                best = copy();
            }
        }
        columns.clear();
        columns.addAll(best);
        numberRows();
        while (swapNeighbours()) {
            // Until no swap helps any more; each one lowers the count.
        }
    }

    /** Swaps two of a column where that saves a crossing or brings operands into their order; whether any did. */
    private boolean swapNeighbours() {
        boolean better = false;
        for (List<Place> column : columns) {
            for (int r = 0; r + 1 < column.size(); r++) {
                int before = disorder();
                Collections.swap(column, r, r + 1);
                numberRows();
                if (disorder() < before) {
                    better = true;
                } else {
                    Collections.swap(column, r, r + 1);
                    numberRows();
                }
            }
        }
        return better;
    }

    /** Crossings count most; then that the first operand stands above the second, as a − b is read. */
    private int disorder() {
        int reversed = 0;
        for (Place place : places) {
            for (int i = 0; i + 1 < place.from.size(); i++) {
                reversed += place.from.get(i).y > place.from.get(i + 1).y ? 1 : 0;
            }
        }
        return 10 * crossings() + reversed;
    }

    private List<List<Place>> copy() {
        return columns.stream().<List<Place>>map(ArrayList::new).toList();
    }

    private void numberRows() {
        for (List<Place> column : columns) {
            for (int r = 0; r < column.size(); r++) {
                column.get(r).y = r;
            }
        }
    }

    private static double middle(List<Place> neighbours, double otherwise) {
        return neighbours.stream().mapToDouble(p -> p.y).average().orElse(otherwise);
    }

    private int crossings() {
        int count = 0;
        for (List<Place> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                for (int k = i + 1; k < column.size(); k++) {
                    for (Place a : column.get(i).to) {
                        for (Place b : column.get(k).to) {
                            count += a.y > b.y ? 1 : 0;
                        }
                    }
                }
            }
        }
        return count;
    }

    /** Gives every place its x; the width of the picture. */
    private double placeColumns() {
        double x = Canvas.PADDING;
        for (List<Place> column : columns) {
            double port = column.stream().mapToDouble(p -> p.port).max().orElse(0);
            double box = column.stream().mapToDouble(p -> p.width).max().orElse(0);
            for (Place place : column) {
                place.x = x + port;
                // Points are as wide as the column, so that lines leave it before they turn.
                place.width = place.isNode() ? place.width : box;
                place.port = place.isNode() ? place.port : port;
            }
            x += port + box + GAP_X;
        }
        return x - GAP_X + Canvas.PADDING;
    }

    /** Gives every place its y; the height of the picture. */
    private double placeInColumns() {
        for (List<Place> column : columns) {
            spread(column, column.stream().mapToDouble(p -> 0).toArray());
        }
        for (int sweep = 0; sweep < LEVELLING; sweep++) {
            for (int i = 0; i < columns.size(); i++) {
                List<Place> column = columns.get(sweep % 2 == 0 ? i : columns.size() - 1 - i);
                spread(column, column.stream().mapToDouble(GraphLayout::wish).toArray());
            }
        }
        double top = places.stream().mapToDouble(p -> p.y - p.height / 2).min().orElse(0);
        places.forEach(place -> place.y += Canvas.PADDING - top);
        return places.stream().mapToDouble(p -> p.y + p.height / 2).max().orElse(0) + Canvas.PADDING;
    }

    /** The mean height of the neighbours. */
    private static double wish(Place place) {
        double sum = 0;
        double weights = 0;
        for (List<Place> side : List.of(place.from, place.to)) {
            for (Place neighbour : side) {
                sum += neighbour.weight() * neighbour.y;
                weights += neighbour.weight();
            }
        }
        return weights == 0 ? place.y : sum / weights;
    }

    /**
     * As near to the wishes as the order and the heights allow, in the sense of least squares: whoever would overlap
     * forms a block, which moves to the mean of its wishes.
     */
    private static void spread(List<Place> column, double[] wishes) {
        int n = column.size();
        double[] offset = new double[n]; // of each place from the first, if all stand close
        for (int i = 1; i < n; i++) {
            offset[i] = offset[i - 1] + (column.get(i - 1).height + column.get(i).height) / 2 + GAP_Y;
        }
        List<double[]> blocks = new ArrayList<>(); // mean, number of places, their weight
        for (int i = 0; i < n; i++) {
            double[] block = {wishes[i] - offset[i], 1, column.get(i).weight()};
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1)[0] >= block[0]) {
                double[] above = blocks.remove(blocks.size() - 1);
                double weight = above[2] + block[2];
                double mean = (above[0] * above[2] + block[0] * block[2]) / weight;
                block = new double[] {mean, above[1] + block[1], weight};
            }
            blocks.add(block);
        }
        int i = 0;
        for (double[] block : blocks) {
            for (int k = 0; k < block[1]; k++, i++) column.get(i).y = block[0] + offset[i];
        }
    }
}
