package dev.gradus.jupyter.jjava;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** System.out, err and in, which belong to the page while a cell runs. */
final class CellIO extends JupyterIO {
    private final PrintStream ownOut = System.out;
    private final PrintStream ownErr = System.err;
    private final InputStream ownIn = System.in;

    CellIO(Charset encoding) {
        super(encoding);
    }

    void attach(ShellReplyEnvironment page, boolean asks) {
        setEnv(page);
        setJupyterInEnabled(asks);
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
    }

    void detach(ShellReplyEnvironment page) {
        out.flush();
        err.flush();
        System.setOut(ownOut);
        System.setErr(ownErr);
        System.setIn(ownIn);
        retractEnv(page);
    }
}
