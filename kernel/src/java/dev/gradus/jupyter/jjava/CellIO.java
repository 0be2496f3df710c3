package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.host.Messages;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.jspecify.annotations.Nullable;

/** System.out, err and in, which belong to the page while a cell runs, and which no cell can close. */
final class CellIO extends JupyterIO {
    private final PrintStream ownOut = System.out;
    private final PrintStream ownErr = System.err;
    private final InputStream ownIn = System.in;

    private final Output pageOut;
    private final Output pageErr;
    private final Input pageIn = new Input(in);

    CellIO(Charset encoding) {
        super(encoding);
        pageOut = new Output(encoding, ShellReplyEnvironment::writeToStdOut);
        pageErr = new Output(encoding, ShellReplyEnvironment::writeToStdErr);
    }

    void attach(ShellReplyEnvironment page, boolean asks) {
        setEnv(page);
        setJupyterInEnabled(asks);
        pageOut.bytes.page = page;
        pageErr.bytes.page = page;
        pageIn.asks = asks;
        System.setOut(pageOut);
        System.setErr(pageErr);
        System.setIn(pageIn);
    }

    void detach(ShellReplyEnvironment page) {
        pageOut.end();
        pageErr.end();
        System.setOut(ownOut);
        System.setErr(ownErr);
        System.setIn(ownIn);
        retractEnv(page);
        pageOut.bytes.page = null;
        pageErr.bytes.page = null;
    }

    /** A cell that closes its writer, as one should with files, means no end of all printing. */
    private static final class Output extends PrintStream {
        private final Text bytes;

        Output(Charset encoding, BiConsumer<ShellReplyEnvironment, String> write) {
            this(new Text(encoding, write), encoding);
        }

        private Output(Text bytes, Charset encoding) {
            super(bytes, true, encoding);
            this.bytes = bytes;
        }

        @Override
        public void close() {
            flush();
        }

        void end() {
            flush();
            bytes.end();
        }
    }

    /** Bytes as text: a character may come in parts. */
    private static final class Text extends OutputStream {
        private final CharsetDecoder decoder;
        private final BiConsumer<ShellReplyEnvironment, String> write;
        private ByteBuffer waiting = ByteBuffer.allocate(1024);
        private volatile @Nullable ShellReplyEnvironment page;

        Text(Charset encoding, BiConsumer<ShellReplyEnvironment, String> write) {
            decoder = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            this.write = write;
        }

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int n) {
            if (waiting.remaining() < n) {
                ByteBuffer larger = ByteBuffer.allocate(2 * (waiting.position() + n));
                waiting = larger.put(waiting.flip());
            }
            waiting.put(bytes, from, n);
        }

        @Override
        public synchronized void flush() {
            send(false);
        }

        synchronized void end() {
            send(true);
            decoder.reset();
        }

        private void send(boolean isEnd) {
            waiting.flip();
            CharBuffer text = CharBuffer.allocate(waiting.remaining() + 1);
            decoder.decode(waiting, text, isEnd);
            waiting.compact();
            ShellReplyEnvironment to = page;
            if (text.position() > 0 && to != null) write.accept(to, text.flip().toString());
        }
    }

    /** Where the page can't ask, to wait for an answer is an error, and no empty answer. */
    private static final class Input extends FilterInputStream {
        private volatile boolean asks;

        Input(InputStream page) {
            super(page);
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int n) throws IOException {
            check();
            return super.read(into, from, n);
        }

        private void check() {
            if (!asks) throw new IllegalStateException(Messages.text("error.no-input"));
        }

        @Override
        public void close() {}
    }
}
