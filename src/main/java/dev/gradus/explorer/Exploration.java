package dev.gradus.explorer;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.errors.Require;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Epoch;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network being tried out: its start, and what was done to it since. It trains by the library's own {@link Trainer}, by
 * plain stochastic gradient descent, which remembers nothing from step to step: so it can be taken back to any moment and
 * goes on from there to the same bits.
 *
 * <p>Layers and neurons count from 1, as in the formulas; layer L behind the hidden ones is the output. One thread at a time.
 */
public final class Exploration {
    private final Setup setup;
    private final double @Nullable [][] start; // weights that aren't those of the seed
    private final Album album = new Album();
    private List<Change> changes = new ArrayList<>();
    private Points points;
    private @Nullable Dataset data; // of these points, once it is asked for
    private double learningRate;
    private final List<Activation> bends;
    private final Network network;
    private Trainer trainer;

    /** An exploration from its beginning. */
    public Exploration(Setup setup) {
        this(setup, null);
    }

    /** From weights that were there before, parameter by parameter; null for those of the seed. */
    public Exploration(Setup setup, double @Nullable [][] start) {
        this.setup = Require.notNull("setup", setup, "how it begins");
        this.start = start;
        points = setup.points();
        learningRate = setup.learningRate();
        bends = IntStream.range(0, setup.units().size())
                .mapToObj(l -> setup.canSilence() ? new Silenced(setup.activation()) : setup.activation())
                .toList();
        network = setup.network(bends);
        if (start != null) setAll(start);
        trainer = newTrainer();
        album.take(this);
    }

    /** Of a network as it is: its weights are the start. */
    public static Exploration of(Network network, Points points) {
        return from(
                Setup.of(network, points),
                network.parameters().stream().map(Parameter::values).toArray(double[][]::new));
    }

    /**
     * From these weights, parameter by parameter.
     *
     * @throws IllegalArgumentException if they are others than the network has
     */
    public static Exploration from(Setup setup, double[][] weights) {
        int expected = 2 * (setup.units().size() + 1);
        if (weights.length != expected)
            throw new IllegalArgumentException("weights has " + weights.length + " rows; expected " + expected
                    + ", weights and biases of each layer");
        Exploration fresh = new Exploration(setup);
        return Arrays.deepEquals(weights, fresh.weights()) ? fresh : new Exploration(setup, weights);
    }

    /** A fresh one with another setup; weights that were given at the start stay where they still fit. */
    public Exploration afresh(Setup next) {
        return new Exploration(next, setup.hasTheParametersOf(next) ? start : null);
    }

    private Trainer newTrainer() {
        Trainer trainer = Trainer.of(network)
                .optimizer(new Sgd(learningRate))
                .batchSize(setup.batchSize())
                .quiet();
        if (points.hasTest()) trainer.validation(points.test());
        return trainer;
    }

    // ---- what is done to it ----

    /**
     * Trains for so many epochs.
     *
     * @return how many it were: fewer if somebody stopped all trainings
     * @throws IllegalStateException if the numbers stop being finite; it then stands where {@link #moments} last ended
     */
    public int train(int epochs) {
        Require.atLeast("epochs", epochs, 1);
        Dataset data = data();
        goOn();
        int done = 0;
        while (done < epochs) {
            int piece = Math.min(epochs - done, album.untilNext(epoch()));
            int before = epoch();
            try {
                trainer.epochs(piece).fit(data).epochs().forEach(album::add);
            } catch (RuntimeException trouble) {
                rewind(moments() - 1); // in the middle of an epoch nobody could go on to the same bits
                throw trouble;
            }
            Change.addEpochs(changes, epoch() - before);
            done += epoch() - before;
            if (album.isDue(epoch())) album.take(this);
            if (epoch() - before < piece) break;
        }
        album.keepLast(this);
        return done;
    }

    /** Another η from the next step on. */
    public void learningRate(double learningRate) {
        Require.positive("learningRate", learningRate);
        if (learningRate == this.learningRate) return;
        trainer.learningRate(learningRate);
        this.learningRate = learningRate;
        change(new Change.Rate(learningRate));
    }

    /**
     * Types a weight, or with from = 0 a bias, by hand.
     *
     * @param layer from 1 on
     * @param from the neuron or feature that it comes from, from 1 on; 0 for the bias
     * @param to the neuron that it leads to, from 1 on
     */
    public void weight(int layer, int from, int to, double value) {
        Require.within("layer", layer, 1, layers());
        Parameter w = network.parameters().get(2 * (layer - 1));
        Require.within("from", from, 0, w.matrix().rows());
        Require.within("to", to, 1, w.matrix().columns());
        Require.single("value", value);
        if (from == 0) network.parameters().get(2 * layer - 1).matrix().set(0, to - 1, value);
        else w.matrix().set(from - 1, to - 1, value);
        change(new Change.Weight(layer, from, to, value));
    }

    /**
     * Makes a hidden neuron give 0, or lets it speak again.
     *
     * @throws IllegalStateException if the hidden layers are linear
     */
    public void silence(int layer, int unit, boolean on) {
        Require.within("layer", layer, 1, setup.units().size());
        Require.within("unit", unit, 1, setup.units().get(layer - 1));
        if (!(bends.get(layer - 1) instanceof Silenced bend))
            throw new IllegalStateException("a neuron of a linear layer can't be silenced; choose another activation");
        if (on) bend.silence(unit);
        else bend.release(unit);
        change(new Change.Silence(layer, unit, on));
    }

    /** One more point to learn from. */
    public void add(double x, double y, int label) {
        points = points.and(x, y, label);
        data = null;
        change(new Change.Added(x, y, label));
    }

    private void change(Change change) {
        goOn();
        changes.add(change);
        album.keepLast(this);
    }

    // ---- back in time ----

    /** Moments that it can be taken back to, the first before all training. */
    public int moments() {
        return album.size();
    }

    /** The moment that it is at. */
    public int moment() {
        return album.at();
    }

    /** How many epochs it had been trained for at each moment. */
    public int[] epochsOfMoments() {
        return album.epochs();
    }

    /** The network as it was at each moment. */
    public List<Still> stills() {
        return album.shots().stream()
                .map(shot -> {
                    Network then = network.copy();
                    for (int i = 0; i < shot.weights().length; i++)
                        then.parameters().get(i).set(shot.weights()[i]);
                    return new Still(shot.epoch(), then);
                })
                .toList();
    }

    /** Takes it to another moment; what came behind it stays until something is done here. */
    public void rewind(int moment) {
        Require.within("moment", moment, 0, moments() - 1);
        Album.Shot shot = album.go(moment);
        setAll(shot.weights());
        network.continueFrom(shot.steps(), shot.epoch());
        changes = new ArrayList<>(shot.changes());
        for (int l = 0; l < bends.size(); l++)
            if (bends.get(l) instanceof Silenced bend) {
                bend.silent().forEach(bend::release);
                shot.silent().get(l).forEach(bend::silence);
            }
        boolean samePoints = points == shot.points();
        points = shot.points();
        if (!samePoints) data = null;
        learningRate = shot.learningRate();
        if (samePoints) trainer.learningRate(learningRate);
        else trainer = newTrainer();
    }

    /** Something is done: what came behind this moment is forgotten. */
    private void goOn() {
        album.cut();
    }

    private void setAll(double[][] weights) {
        for (int i = 0; i < weights.length; i++) network.parameters().get(i).set(weights[i]);
    }

    // ---- what it is ----

    /** How it began. */
    public Setup setup() {
        return setup;
    }

    /** The points of now. */
    public Points points() {
        return points;
    }

    /** The points to learn from, as the network takes them. */
    Dataset data() {
        if (data == null) data = points.train();
        return data;
    }

    /** η of now. */
    public double learningRate() {
        return learningRate;
    }

    /** Epochs trained. */
    public int epoch() {
        return network.epochs();
    }

    /** Layers with weights, the output among them. */
    public int layers() {
        return setup.units().size() + 1;
    }

    /** Whether anything was done that a change of the setup would lose. */
    public boolean isFresh() {
        return changes.isEmpty();
    }

    /** The losses of all epochs, thinned where there are many. */
    public List<Epoch> curve() {
        return album.curve();
    }

    /** All weights and biases, parameter by parameter. */
    public double[][] weights() {
        return network.parameters().stream().map(Parameter::values).toArray(double[][]::new);
    }

    /** Which neurons of each hidden layer are silent, counted from 1. */
    public List<List<Integer>> silent() {
        return bends.stream()
                .map(bend -> bend instanceof Silenced s
                        ? s.silent().stream().sorted().toList()
                        : List.<Integer>of())
                .toList();
    }

    long steps() {
        return network.steps();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Weights to start from that aren't those of the seed. */
    public double @Nullable [][] start() {
        return start;
    }

    /** An independent network as this one is now. */
    public Network network() {
        return network.copy();
    }

    /** "Exploration of circle(), 2-4-2-1, 120 epochs". */
    @Override
    public String toString() {
        return "Exploration of " + points + ", " + setup.points().features().size() + "-"
                + setup.units().stream().map(n -> n + "-").reduce("", String::concat)
                + setup.points().outputs() + ", "
                + epoch() + (epoch() == 1 ? " epoch" : " epochs");
    }
}
