/** ONNX files, for whatever else runs networks: {@link Graph} says what is computed, {@link Wire} writes it down. */
@NullMarked
package dev.gradus.onnx;

import org.jspecify.annotations.NullMarked;
