package dev.gradus.data;

import java.io.Serializable;
import java.util.List;

/**
 * How targets are to be read. A network keeps that of the data that it was trained on, and other data are then read
 * alike: their classes are found by name, and three columns stay three questions also where each row happens to have one
 * yes.
 *
 * @param classes one name for each output, in their order; empty where the targets are no labels
 * @param isMultiLabel whether each column is a question of yes and no
 * @param isSigned whether a no is −1 and not 0
 */
public record Reading(List<String> classes, boolean isMultiLabel, boolean isSigned) implements Serializable {
    public Reading {
        classes = List.copyOf(classes);
    }

    /** Of weights from elsewhere: the names of their classes, or none. */
    public static Reading of(List<String> classes) {
        return new Reading(classes, false, false);
    }
}
