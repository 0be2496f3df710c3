/**
 * Picture files: read, turned as the camera was held, scaled; and the ink on a photographed sheet. What samples are made of
 * them is in {@code data}.
 */
@NullMarked
package dev.gradus.data.photo;

import org.jspecify.annotations.NullMarked;
