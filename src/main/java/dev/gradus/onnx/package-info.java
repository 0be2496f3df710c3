/**
 * ONNX files, for whatever else runs networks: {@link Graph} says what is computed, {@link Operators} what takes several
 * nodes, {@link Wire} writes it down. Which of them a layer needs, {@code nn} knows.
 */
@NullMarked
package dev.gradus.onnx;

import org.jspecify.annotations.NullMarked;
