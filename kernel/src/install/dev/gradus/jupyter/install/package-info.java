/** Puts the kernels where Jupyter finds them: {@code java -jar gradus-…-kernel.jar install}. Needs the JDK alone. */
@NullMarked
package dev.gradus.jupyter.install;

import org.jspecify.annotations.NullMarked;
