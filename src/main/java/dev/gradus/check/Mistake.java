package dev.gradus.check;

import java.util.List;
import java.util.Locale;

/**
 * The wrong turns that learners take, most of them when they derive a gradient. What each is called stands in the language
 * bundle under {@code mistake.} and its name in small letters; its kind under {@code kind.}.
 */
public enum Mistake {
    // constant factors
    SIGN(Kind.SIGN),
    TWO(Kind.FACTOR),
    HALF(Kind.FACTOR),
    MEAN_MISSING(Kind.FACTOR),
    MEAN_TWICE(Kind.FACTOR),
    TIMES_M(Kind.JAVA),
    MEAN_OVER_FEATURES(Kind.FACTOR),
    MEAN_OVER_CLASSES(Kind.FACTOR),
    MEAN_TAKEN_AGAIN(Kind.FACTOR),

    // Java's own
    ZERO(Kind.JAVA),
    INTEGER_DIVISION(Kind.JAVA),
    XOR(Kind.JAVA),

    // the chain rule
    INPUT_MISSING(Kind.CHAIN),
    INPUT_IN_BIAS(Kind.CHAIN),
    WITH_RESPECT_TO_INPUT(Kind.CHAIN),
    SIGMA_PRIME_MISSING(Kind.CHAIN),
    SIGMA_PRIME_NOT_CANCELLED(Kind.CHAIN),
    NEXT_WEIGHTS_MISSING(Kind.CHAIN),
    SOFTMAX_LOSS_ONLY(Kind.CHAIN),
    SOFTMAX_DIAGONAL(Kind.CHAIN),
    DELTA_MISSING(Kind.CHAIN),
    ERROR_SQUARED(Kind.CHAIN),

    // the right factor, at the wrong place or of the wrong thing
    SIGMA_PRIME_AT_A(Kind.ARGUMENT),
    SIGMA_PRIME_AT_X(Kind.ARGUMENT),
    Z_FOR_A_IN_SIGMA_PRIME(Kind.ARGUMENT),
    SIGMA_FOR_SIGMA_PRIME(Kind.ARGUMENT),
    SIGMA_MISSING(Kind.ARGUMENT),
    OUTPUT_BENT(Kind.ARGUMENT),
    OUTPUT_FOR_INPUT(Kind.ARGUMENT),
    ROUNDED(Kind.ARGUMENT),
    SIGMOID_FOR_SOFTMAX(Kind.ARGUMENT),
    SOFTMAX_MISSING(Kind.ARGUMENT),
    TARGET_MISSING(Kind.ARGUMENT),
    BIAS_MISSING(Kind.ARGUMENT),
    OWN_WEIGHTS(Kind.ARGUMENT),
    SWAPPED(Kind.ARGUMENT),

    // rows and columns
    TRANSPOSED(Kind.AXIS),
    TRANSPOSED_WEIGHT(Kind.AXIS),
    INPUT_NOT_TRANSPOSED(Kind.AXIS),
    WRONG_ORDER(Kind.AXIS),
    ELEMENT_WISE(Kind.AXIS),
    AXIS(Kind.AXIS),
    SOFTMAX_OVER_COLUMNS(Kind.AXIS),

    // what isn't a gradient
    SUM_FOR_PRODUCT(Kind.FORMULA),
    NOT_SQUARED(Kind.FORMULA),
    ABSOLUTE(Kind.FORMULA),
    SQUARE_OF_SUM(Kind.FORMULA),
    UPHILL(Kind.FORMULA),
    RATE_MISSING(Kind.FORMULA),
    STEP_ALONE(Kind.FORMULA),
    SHIFT_ALONE(Kind.FORMULA),
    FASTEST_FOR_LARGEST(Kind.FORMULA),
    BIASES_FORGOTTEN(Kind.FORMULA),
    BIAS_FOR_EACH_INPUT(Kind.FORMULA),
    LOG_TEN(Kind.FORMULA),
    ACCURACY_FOR_LOSS(Kind.FORMULA),
    TWICE(Kind.FORMULA),
    LOSS_FOR_SLOPE(Kind.FORMULA),
    BRACKETS_MISSING(Kind.FORMULA),
    INPUT_TWICE(Kind.CHAIN),
    TARGET_ADDED(Kind.SIGN),
    TARGET_FOR_INPUT(Kind.ARGUMENT),
    PRODUCT_OF_SUMS(Kind.FORMULA),
    ERROR_WITHOUT_SIGN(Kind.SIGN),
    MEAN_OVER_ONE_LESS(Kind.FACTOR),
    ERROR_MISSING(Kind.CHAIN),
    DIVIDED_STEP(Kind.FORMULA),
    STEP_TWICE(Kind.FACTOR),
    UPSIDE_DOWN(Kind.FORMULA),
    SUM_MISSING(Kind.AXIS),
    DERIVATIVE_TURNED(Kind.ARGUMENT),
    SIGMOID_PRIME(Kind.ARGUMENT),
    TANH_PRIME(Kind.ARGUMENT),
    Z_FOR_SIGMA_PRIME(Kind.ARGUMENT),
    DOT_FOR_TIMES(Kind.AXIS),
    TRANSPOSED_DELTA(Kind.AXIS),
    RELU_OF_GRADIENT(Kind.ARGUMENT),
    BIASES_OF_BOTH(Kind.FORMULA),
    ONE_BIAS(Kind.FORMULA),
    OTHER_LOGARITHM(Kind.FORMULA),
    LOG_MISSING(Kind.FORMULA),
    OF_THE_WRONG_CLASSES(Kind.ARGUMENT),
    EXP_MISSING(Kind.FORMULA),
    MEANS_NOT_SUBTRACTED(Kind.FORMULA),
    SLOPE_LEFT_OUT(Kind.FORMULA),
    DEVIATION_MISSING(Kind.FORMULA),
    MULTIPLIED(Kind.FORMULA),
    NOT_MOVED(Kind.FORMULA),
    LAST_BATCH_LEFT_OUT(Kind.JAVA),
    NOT_WHOLE(Kind.FORMULA),
    STEP_PER_SAMPLE(Kind.FORMULA),
    UNWEIGHTED(Kind.FORMULA),
    UNITS(Kind.FACTOR),
    COMPLEMENT(Kind.ARGUMENT),
    ODDS(Kind.FORMULA),
    OTHER_CLASS_MISSING(Kind.FORMULA),
    MARGIN_MISSING(Kind.FORMULA),
    NOT_CUT(Kind.FORMULA),
    ROW_FOR_COLUMN(Kind.AXIS),
    COST_OF_QUANTITIES(Kind.ARGUMENT),
    SECOND_TOO_WEAK(Kind.FORMULA),
    LEAK_MISSING(Kind.FORMULA),
    ONE_PATH(Kind.CHAIN),
    OTHER_PATH(Kind.CHAIN),
    PRODUCT_OF_PATHS(Kind.CHAIN),
    LINES_STAY_OPEN(Kind.FORMULA),
    LINES_TOO_MANY(Kind.FORMULA),
    SIDE_FOR_PROBABILITY(Kind.ARGUMENT),
    VARIANCE_FOR_DEVIATION(Kind.FORMULA),
    HALF_NOT_SILENCED(Kind.FORMULA),
    SUM_FOR_MEAN(Kind.FORMULA),
    DEVIATION_NOT_SQUARED(Kind.FORMULA),
    ZEROS_COUNTED(Kind.FORMULA),
    LIVING_COUNTED(Kind.ARGUMENT),
    SAMPLES_COUNTED(Kind.AXIS),
    SILENT_ONCE(Kind.FORMULA),
    SHORTCUT_MISSING(Kind.FORMULA),

    DIFFERENCE_FOR_SUM(Kind.SIGN),
    LIMIT_FOR_LARGEST(Kind.FORMULA),
    LARGEST_NOT_KEPT(Kind.LOOP),
    OUTPUT_BIASES_FORGOTTEN(Kind.FORMULA),
    SECOND_WEIGHTS_FORGOTTEN(Kind.FORMULA),
    NOT_EXACT(Kind.FORMULA),
    ABSOLUTE_KEPT(Kind.CHAIN),
    MIXED_FOR_SORTED(Kind.FORMULA),
    ALL_OF_THE_KIND(Kind.ARGUMENT),
    OTHER_KIND(Kind.ARGUMENT),
    PLACES_LEFT(Kind.FORMULA),
    PLACE_FOR_HEIGHT(Kind.ARGUMENT),
    BATCH_TOO_MANY(Kind.FORMULA),
    NOT_BUILT_ANEW(Kind.FORMULA),
    NOTHING_CHANGED(Kind.FORMULA),
    PER_CENT(Kind.FACTOR),
    ALL_ACCUSED(Kind.CHAIN),
    LARGEST_ITSELF(Kind.FORMULA),
    SMALLEST_FOR_LARGEST(Kind.FORMULA),
    LAYER_FORGOTTEN(Kind.FORMULA),
    MEAN_OF_RATIOS(Kind.FORMULA),
    RATIO_OF_MEANS(Kind.FORMULA),
    DIVISOR_MISSING(Kind.FORMULA),
    LARGEST_FOR_FASTEST(Kind.FORMULA),
    BOTTOM_FOR_TOP(Kind.FORMULA),
    SLOPE_OF_SQUARES(Kind.FORMULA),
    GRADIENT_MISSING(Kind.FORMULA),
    FRICTION_MISSING(Kind.FACTOR),
    AVERAGED(Kind.FACTOR),
    OLD_VELOCITY(Kind.ARGUMENT),
    VELOCITY_FORGOTTEN(Kind.ARGUMENT),
    RATE_IN_VELOCITY(Kind.FACTOR),
    SHARES_SWAPPED(Kind.ARGUMENT),
    CORRECTION_MISSING(Kind.FACTOR),
    CORRECTION_WITHOUT_T(Kind.FACTOR),
    ROOT_MISSING(Kind.FORMULA),
    GRADIENT_FOR_MEAN(Kind.ARGUMENT),
    GRADIENT_LEFT_IN(Kind.FORMULA),
    CUT_APART(Kind.FORMULA),
    ALWAYS_SCALED(Kind.FORMULA),
    LIMIT_MISSING(Kind.FACTOR),
    SHARE_MISSING(Kind.FORMULA),
    KERNEL_TURNED(Kind.FORMULA),
    KERNEL_TRANSPOSED(Kind.AXIS),
    WINDOW_STUCK(Kind.ARGUMENT),
    PLACES_AVERAGED(Kind.FACTOR),
    LAST_PRODUCT_ALONE(Kind.LOOP),
    ONE_PLACE(Kind.LOOP),
    PADDING_ONCE(Kind.FACTOR),
    PADDING_LEFT_OUT(Kind.ARGUMENT),
    STRIDE_LEFT_OUT(Kind.ARGUMENT),
    NOT_ROUNDED_DOWN(Kind.JAVA),
    CHANNELS_FORGOTTEN(Kind.ARGUMENT),
    NOT_SQUARE(Kind.FORMULA),
    SHARED_EQUALLY(Kind.FORMULA),
    TO_ALL(Kind.FORMULA),
    VALUE_MULTIPLIED(Kind.FACTOR),
    ERROR_FOR_SHARE(Kind.FORMULA),
    COUNT_FOR_SHARE(Kind.FORMULA),
    MISSES_COUNTED(Kind.ARGUMENT),
    RIGHT_FOR_FALSE(Kind.FORMULA),
    WANTED_ALL_FOUND(Kind.FACTOR),

    // what can happen to any answer
    NOT_FINITE(Kind.JAVA),
    STARTED_AT_ONE(Kind.LOOP),
    DIVIDED_BY_LITERAL(Kind.FACTOR),
    FIRST_ONES(Kind.LOOP),
    CONSTANT(Kind.ARGUMENT),
    DOUBLED(Kind.FACTOR),
    HALVED(Kind.FACTOR),
    ONE_TOO_MANY(Kind.FORMULA),
    FIRST_LEFT_OUT(Kind.LOOP),
    LAST_LEFT_OUT(Kind.LOOP),
    RETURNED_TOO_EARLY(Kind.LOOP),
    ASSIGNED(Kind.LOOP),
    FACTOR_MISSING(Kind.CHAIN),
    FACTOR_TOO_MANY(Kind.CHAIN),
    FACTOR_TWICE(Kind.CHAIN),
    FACTOR_ALONE(Kind.CHAIN),
    OTHER_FACTOR(Kind.ARGUMENT),
    DIVIDED(Kind.FORMULA),
    LITERAL(Kind.ARGUMENT),
    INPUT_UNUSED(Kind.ARGUMENT);

    /** Whether it can happen to any answer, so that no exercise lists it. */
    boolean isCommon() {
        return compareTo(NOT_FINITE) >= 0;
    }

    /** What a mistake is about, without giving it away. */
    enum Kind {
        SIGN,
        FACTOR,
        JAVA,
        CHAIN,
        ARGUMENT,
        AXIS,
        LOOP,
        FORMULA;

        String text() {
            return Texts.of("kind." + key(name()));
        }
    }

    final Kind kind;

    Mistake(Kind kind) {
        this.kind = kind;
    }

    String text() {
        return text(List.of());
    }

    /** Its name, with words in it such as that of an input. */
    String text(List<String> words) {
        return Texts.of("mistake." + key(name()), words.toArray());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
