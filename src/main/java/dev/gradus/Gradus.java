package dev.gradus;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Elu;
import dev.gradus.activation.Gelu;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.LeakyRelu;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Points;
import dev.gradus.descent.Objective;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Hinge;
import dev.gradus.loss.Huber;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanAbsoluteError;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.nn.AttentionSpec;
import dev.gradus.nn.BatchNormSpec;
import dev.gradus.nn.Conv2dSpec;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.DropoutSpec;
import dev.gradus.nn.EmbeddingSpec;
import dev.gradus.nn.FlattenSpec;
import dev.gradus.nn.GruSpec;
import dev.gradus.nn.LayerNormSpec;
import dev.gradus.nn.LstmSpec;
import dev.gradus.nn.OverTimeSpec;
import dev.gradus.nn.PoolSpec;
import dev.gradus.nn.PositionsSpec;
import dev.gradus.nn.ResidualSpec;
import dev.gradus.nn.RnnSpec;
import dev.gradus.optim.Adadelta;
import dev.gradus.optim.Adagrad;
import dev.gradus.optim.Adam;
import dev.gradus.optim.AdamW;
import dev.gradus.optim.Adamax;
import dev.gradus.optim.ClipNorm;
import dev.gradus.optim.ClipValue;
import dev.gradus.optim.ConstantRate;
import dev.gradus.optim.CosineDecay;
import dev.gradus.optim.ExponentialDecay;
import dev.gradus.optim.Momentum;
import dev.gradus.optim.Nadam;
import dev.gradus.optim.Nesterov;
import dev.gradus.optim.OneCycle;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ReduceOnPlateau;
import dev.gradus.optim.RmsProp;
import dev.gradus.optim.Schedule;
import dev.gradus.optim.Sgd;
import dev.gradus.optim.StepDecay;
import dev.gradus.optim.WarmUp;
import java.util.function.UnaryOperator;

/** The one static import: {@code import static dev.gradus.Gradus.*;} brings every factory. */
public final class Gradus {
    /** What stands in an exercise until it is filled in: no number, so that checks know. It compiles wherever one goes. */
    public static final double TODO = Double.NaN;

    private Gradus() {}

    // ---- layers ----

    /** A dense layer, for {@code .layer(…)}; see {@link DenseSpec}. */
    public static DenseSpec dense(int units, Activation activation) {
        return new DenseSpec(units, activation);
    }

    /** Dropout, for {@code .layer(…)}; see {@link DropoutSpec}. */
    public static DropoutSpec dropout(double rate) {
        return new DropoutSpec(rate);
    }

    /** Batch normalisation, for {@code .layer(…)}; see {@link BatchNormSpec}. */
    public static BatchNormSpec batchNorm() {
        return new BatchNormSpec();
    }

    /** Layer normalisation, for {@code .layer(…)}; see {@link LayerNormSpec}. */
    public static LayerNormSpec layerNorm() {
        return new LayerNormSpec();
    }

    /** x + block(x), for {@code .layer(…)}; see {@link ResidualSpec}. */
    public static ResidualSpec residual(UnaryOperator<ResidualSpec.Block> block) {
        return ResidualSpec.of(block);
    }

    /** An embedding of tokens, for {@code .layer(…)}; see {@link EmbeddingSpec}. */
    public static EmbeddingSpec embedding(int units) {
        return new EmbeddingSpec(units);
    }

    /** Positions, for {@code .layer(positions().sinusoidal())}; see {@link PositionsSpec}. */
    public static PositionsSpec positions() {
        return new PositionsSpec();
    }

    /** A plain recurrent layer, for {@code .layer(…)}; see {@link RnnSpec}. */
    public static RnnSpec rnn(int units) {
        return new RnnSpec(units);
    }

    /** Long short-term memory, for {@code .layer(…)}; see {@link LstmSpec}. */
    public static LstmSpec lstm(int units) {
        return new LstmSpec(units);
    }

    /** Gated recurrent units, for {@code .layer(…)}; see {@link GruSpec}. */
    public static GruSpec gru(int units) {
        return new GruSpec(units);
    }

    /** Self-attention, for {@code .layer(…)}; see {@link AttentionSpec}. */
    public static AttentionSpec attention(int heads) {
        return new AttentionSpec(heads);
    }

    /** Causal self-attention, for {@code .layer(…)}; see {@link AttentionSpec}. */
    public static AttentionSpec causalAttention(int heads) {
        return new AttentionSpec(heads).causal();
    }

    /** The last row of each sequence, for {@code .layer(…)}; see {@link OverTimeSpec}. */
    public static OverTimeSpec last() {
        return new OverTimeSpec(OverTimeSpec.Kind.LAST);
    }

    /** The mean over the rows of each sequence, for {@code .layer(…)}; see {@link OverTimeSpec}. */
    public static OverTimeSpec meanOverTime() {
        return new OverTimeSpec(OverTimeSpec.Kind.MEAN);
    }

    /** A convolution, for {@code .layer(…)}; see {@link Conv2dSpec}. */
    public static Conv2dSpec conv2d(int filters, int kernel, Activation activation) {
        return new Conv2dSpec(filters, kernel, activation);
    }

    /** Max pooling, for {@code .layer(…)}; see {@link PoolSpec}. */
    public static PoolSpec maxPool(int size) {
        return new PoolSpec(PoolSpec.Kind.MAX, size, size);
    }

    /** Average pooling, for {@code .layer(…)}; see {@link PoolSpec}. */
    public static PoolSpec averagePool(int size) {
        return new PoolSpec(PoolSpec.Kind.AVERAGE, size, size);
    }

    /** From pictures to rows of numbers, for {@code .layer(…)}; see {@link FlattenSpec}. */
    public static FlattenSpec flatten() {
        return new FlattenSpec();
    }

    // ---- activations ----

    /** See {@link Relu}. */
    public static Activation relu() {
        return new Relu();
    }

    /** See {@link Sigmoid}. */
    public static Activation sigmoid() {
        return new Sigmoid();
    }

    /** See {@link Tanh}. */
    public static Activation tanh() {
        return new Tanh();
    }

    /** See {@link Softmax}. */
    public static Activation softmax() {
        return new Softmax();
    }

    /** See {@link Linear}. */
    public static Activation linear() {
        return new Linear();
    }

    /** With a slope of 0.01; see {@link LeakyRelu}. */
    public static LeakyRelu leakyRelu() {
        return new LeakyRelu(0.01);
    }

    /** See {@link LeakyRelu}. */
    public static LeakyRelu leakyRelu(double slope) {
        return new LeakyRelu(slope);
    }

    /** With α = 1; see {@link Elu}. */
    public static Elu elu() {
        return new Elu(1);
    }

    /** See {@link Elu}. */
    public static Elu elu(double alpha) {
        return new Elu(alpha);
    }

    /** See {@link Gelu}. */
    public static Gelu gelu() {
        return new Gelu();
    }

    // ---- losses ----

    /** See {@link CrossEntropy}. */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy();
    }

    /** See {@link MeanSquaredError}. */
    public static Loss meanSquaredError() {
        return new MeanSquaredError();
    }

    /** See {@link MeanAbsoluteError}. */
    public static Loss meanAbsoluteError() {
        return new MeanAbsoluteError();
    }

    /** With δ = 1; see {@link Huber}. */
    public static Huber huber() {
        return new Huber(1);
    }

    /** See {@link Huber}. */
    public static Huber huber(double delta) {
        return new Huber(delta);
    }

    /** See {@link BinaryCrossEntropy}. */
    public static BinaryCrossEntropy binaryCrossEntropy() {
        return new BinaryCrossEntropy();
    }

    /** See {@link Hinge}. */
    public static Loss hinge() {
        return new Hinge();
    }

    // ---- initialisers ----

    /** See {@link Initializer#zeros}. */
    public static Initializer zeros() {
        return Initializer.zeros();
    }

    /** See {@link Initializer#constant}. */
    public static Initializer constant(double value) {
        return Initializer.constant(value);
    }

    /** See {@link Initializer#smallRandom}. */
    public static Initializer smallRandom() {
        return Initializer.smallRandom();
    }

    /** See {@link Initializer#fanIn}. */
    public static Initializer fanIn() {
        return Initializer.fanIn();
    }

    /** See {@link Initializer#xavier}. */
    public static Initializer xavier() {
        return Initializer.xavier();
    }

    /** See {@link Initializer#xavierNormal}. */
    public static Initializer xavierNormal() {
        return Initializer.xavierNormal();
    }

    /** See {@link Initializer#he()}. */
    public static Initializer he() {
        return Initializer.he();
    }

    /** See {@link Initializer#heUniform}. */
    public static Initializer heUniform() {
        return Initializer.heUniform();
    }

    // ---- optimizers ----

    /** See {@link Sgd}. */
    public static Optimizer sgd(double learningRate) {
        return new Sgd(learningRate);
    }

    /** See {@link Momentum}. */
    public static Momentum momentum(double learningRate, double momentum) {
        return new Momentum(learningRate, momentum);
    }

    /** See {@link Nesterov}. */
    public static Nesterov nesterov(double learningRate, double momentum) {
        return new Nesterov(learningRate, momentum);
    }

    /** See {@link Adagrad}. */
    public static Adagrad adagrad(double learningRate) {
        return new Adagrad(learningRate);
    }

    /** See {@link Adadelta}. */
    public static Adadelta adadelta(double learningRate) {
        return new Adadelta(learningRate);
    }

    /** See {@link RmsProp}. */
    public static RmsProp rmsprop(double learningRate) {
        return new RmsProp(learningRate);
    }

    /** See {@link Adam}. */
    public static Adam adam(double learningRate) {
        return new Adam(learningRate);
    }

    /** See {@link AdamW}. */
    public static AdamW adamW(double learningRate) {
        return new AdamW(learningRate);
    }

    /** See {@link Adamax}. */
    public static Adamax adamax(double learningRate) {
        return new Adamax(learningRate);
    }

    /** See {@link Nadam}. */
    public static Nadam nadam(double learningRate) {
        return new Nadam(learningRate);
    }

    // ---- learning rates over time ----

    /** See {@link ConstantRate}. */
    public static ConstantRate constantRate() {
        return new ConstantRate();
    }

    /** See {@link StepDecay}. */
    public static StepDecay stepDecay(int epochs, double factor) {
        return new StepDecay(epochs, factor);
    }

    /** See {@link ExponentialDecay}. */
    public static ExponentialDecay exponentialDecay(double factor) {
        return new ExponentialDecay(factor);
    }

    /** See {@link CosineDecay}. */
    public static CosineDecay cosineDecay() {
        return new CosineDecay();
    }

    /** See {@link WarmUp}. */
    public static WarmUp warmUp(int steps, Schedule schedule) {
        return new WarmUp(steps, schedule);
    }

    /** See {@link OneCycle}. */
    public static OneCycle oneCycle() {
        return new OneCycle();
    }

    /** See {@link ReduceOnPlateau}. */
    public static ReduceOnPlateau reduceOnPlateau(double factor, int patience) {
        return new ReduceOnPlateau(factor, patience);
    }

    // ---- clipping ----

    /** See {@link ClipValue}. */
    public static ClipValue clipValue(double limit) {
        return new ClipValue(limit);
    }

    /** See {@link ClipNorm}. */
    public static ClipNorm clipNorm(double limit) {
        return new ClipNorm(limit);
    }

    // ---- functions to walk down ----

    /** See {@link Objective#quadratic}. */
    public static Objective quadratic(double... a) {
        return Objective.quadratic(a);
    }

    /** See {@link Objective#rosenbrock}. */
    public static Objective rosenbrock() {
        return Objective.rosenbrock();
    }

    /** See {@link Objective#beale}. */
    public static Objective beale() {
        return Objective.beale();
    }

    /** See {@link Objective#himmelblau}. */
    public static Objective himmelblau() {
        return Objective.himmelblau();
    }

    // ---- points in the plane ----

    /** See {@link Points#circle}. */
    public static Points circle() {
        return Points.circle();
    }

    /** See {@link Points#xor}. */
    public static Points xor() {
        return Points.xor();
    }

    /** See {@link Points#gaussians}. */
    public static Points gaussians() {
        return Points.gaussians();
    }

    /** See {@link Points#spiral}. */
    public static Points spiral() {
        return Points.spiral();
    }

    /** See {@link Points#own}. */
    public static Points ownPoints() {
        return Points.own();
    }
}
