/** Sound: what a microphone gives, what an ear makes of it, and recordings of spoken digits. */
@NullMarked
package dev.gradus.data.sound;

import org.jspecify.annotations.NullMarked;
