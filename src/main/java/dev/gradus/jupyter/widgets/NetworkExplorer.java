package dev.gradus.jupyter.widgets;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.errors.Require;
import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Setup;
import dev.gradus.jupyter.films.Replay;
import dev.gradus.jupyter.host.View;
import dev.gradus.nn.Network;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A small network on points in the plane, to be tried out: its neurons as circles with the map of what each answers, its
 * weights as lines, the boundary moving while it trains. What TensorFlow Playground began, with the code beside it.
 *
 * <pre>{@code
 * NetworkExplorer.of(circle())                                                  // a first one
 * NetworkExplorer.of(xor()).layers(2).activation(relu()).seed(7).epochs(50)     // as a lesson wants it
 * NetworkExplorer.of(network, data)                                             // one's own: two columns with classes
 * }</pre>
 *
 * What is called here happens in its order: settings of the network and of its points ({@link #layers} … {@link #seed}) start
 * it afresh; {@link #epochs}, {@link #learningRate}, {@link #weight} and their kin act on the network as it is then. So what a
 * reader did is again such a line, which the page offers. Layers and neurons count from 1.
 */
public final class NetworkExplorer extends Widget {
    private static final int FILM = 120; // epochs of the film, where nothing was trained yet

    private final ExplorerPlayer player;
    private final ExplorerLooks looks;

    private NetworkExplorer(Exploration it) {
        player = new ExplorerPlayer(it);
        looks = player.looks();
    }

    /** On points, with two hidden layers of 4 and 2 neurons, until {@link #layers} says otherwise. */
    public static NetworkExplorer of(Points points) {
        return new NetworkExplorer(new Exploration(Setup.of(points)));
    }

    /** On a table of two columns with classes. */
    public static NetworkExplorer of(Dataset data) {
        return of(Points.of(data));
    }

    /**
     * A network of one's own, as it is; the explorer works on a copy.
     *
     * @throws IllegalArgumentException if it isn't made of dense layers with sigmoid or softmax behind the last, or doesn't
     *     fit the points
     */
    public static NetworkExplorer of(Network network, Points points) {
        return new NetworkExplorer(Exploration.of(network, points));
    }

    /** The same on a table of two columns with classes. */
    public static NetworkExplorer of(Network network, Dataset data) {
        return of(network, Points.of(data));
    }

    // ---- how it begins ----

    /** Neurons of the hidden layers; without any, one neuron decides. At most 6 layers of 8. */
    public NetworkExplorer layers(int... units) {
        return setup(s -> s.withUnits(Arrays.stream(units).boxed().toList()));
    }

    /** Of the hidden layers; {@code tanh()} by default. */
    public NetworkExplorer activation(Activation activation) {
        return setup(s -> s.withActivation(activation));
    }

    /** Samples in a mini-batch; 10 by default. */
    public NetworkExplorer batchSize(int batchSize) {
        return setup(s -> s.withBatchSize(batchSize));
    }

    /** λ Σ|w|; 0 by default. */
    public NetworkExplorer l1(double lambda) {
        return setup(s -> s.withL1(lambda));
    }

    /** λ Σw²; 0 by default. */
    public NetworkExplorer l2(double lambda) {
        return setup(s -> s.withL2(lambda));
    }

    /** Of the weights and of the order of the samples; 0 by default. */
    public NetworkExplorer seed(long seed) {
        return setup(s -> s.withSeed(seed));
    }

    /** All weights and biases to start from, parameter by parameter as in {@code network.parameters()}. */
    public NetworkExplorer start(double[][] weights) {
        Require.notNull("weights", weights, "a row for each parameter");
        player.replace(it -> Exploration.from(it.setup(), weights));
        return this;
    }

    private NetworkExplorer setup(UnaryOperator<Setup> change) {
        player.setup(change);
        return this;
    }

    // ---- what is done to it, in this order ----

    /** η; 0.03 by default. */
    public NetworkExplorer learningRate(double learningRate) {
        Require.positive("learningRate", learningRate);
        if (player.isFresh()) return setup(s -> s.withLearningRate(learningRate));
        return act(it -> it.learningRate(learningRate));
    }

    /** Trains for so many epochs. */
    public NetworkExplorer epochs(int epochs) {
        return act(it -> it.train(epochs));
    }

    /** Sets the weight between two neurons, or from a feature; see {@link Exploration#weight}. */
    public NetworkExplorer weight(int layer, int from, int to, double value) {
        Require.atLeast("from", from, 1);
        return act(it -> it.weight(layer, from, to, value));
    }

    /** Sets a neuron's bias. */
    public NetworkExplorer bias(int layer, int unit, double value) {
        return act(it -> it.weight(layer, 0, unit, value));
    }

    /** Makes a hidden neuron give 0: what can the others do without it? */
    public NetworkExplorer silence(int layer, int unit) {
        return act(it -> it.silence(layer, unit, true));
    }

    /** Lets it speak again. */
    public NetworkExplorer release(int layer, int unit) {
        return act(it -> it.silence(layer, unit, false));
    }

    /** One more point to learn from. */
    public NetworkExplorer point(double x, double y, int label) {
        return act(it -> it.add(x, y, label));
    }

    private NetworkExplorer act(Consumer<Exploration> action) {
        player.act(action);
        return this;
    }

    // ---- for a lesson ----

    /**
     * Hides controls that a lesson doesn't need yet, before it is shown.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public NetworkExplorer hide(String... controls) {
        looks.hide(controls);
        return this;
    }

    /** Hides all controls but these; {@code only("play", "step", "learningRate")}. */
    public NetworkExplorer only(String... controls) {
        looks.only(controls);
        return this;
    }

    /** Begins with everything unfolded that isn't hidden. */
    public NetworkExplorer unfolded() {
        looks.unfold();
        return this;
    }

    /** Begins with these switched on: {@code "gradients"} on the lines, {@code "discrete"}, the answer as one class. */
    public NetworkExplorer show(String... switches) {
        looks.show(switches);
        player.publish();
        return this;
    }

    /** How fast it plays: {@code "one"}, an epoch a picture; {@code "growing"}, the default, ever more; {@code "full"}. */
    public NetworkExplorer speed(String speed) {
        player.controls().speed.at(ExplorerLooks.speed(speed));
        return this;
    }

    // ---- what it gives ----

    /** The network as it is now, to go on with in a cell: a copy. */
    public Network network() {
        return player.look(Exploration::network);
    }

    /** The line that builds what there is to see. */
    public String code() {
        return player.code();
    }

    @Override
    Panel makePanel() {
        return player.panel();
    }

    /** A film of its training, with a sentence. */
    @Override
    public View view() {
        return player.look(it -> Replay.of(it.isFresh() ? film(it) : it).view());
    }

    private static Exploration film(Exploration it) {
        if (it.points().trainPoints().isEmpty()) return it;
        Exploration copy = Exploration.from(it.setup(), it.weights());
        try {
            copy.train(FILM);
        } catch (IllegalStateException diverged) {
            return copy; // the film ends where the numbers do
        }
        return copy;
    }
}
