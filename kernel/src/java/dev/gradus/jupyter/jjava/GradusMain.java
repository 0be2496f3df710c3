package dev.gradus.jupyter.jjava;

import org.dflib.jjava.distro.JJava;

/**
 * Starts the kernel "Java (Gradus)": JJava's own classes, with what a learner needs laid over them. Where JJava has
 * changed so that this no longer fits, plain JJava starts instead; {@link GradusExtension} works there, too.
 */
public final class GradusMain {
    private GradusMain() {}

    public static void main(String[] args) throws Exception {
        Runnable loop;
        try {
            loop = Startup.prepare(args);
        } catch (ReflectiveOperationException | LinkageError changed) {
            System.err.println("Gradus: this JJava is not the one that Gradus was made for (" + changed
                    + "); its plain kernel starts instead.");
            JJava.main(args);
            return;
        }
        loop.run();
    }
}
