package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.host.Messages;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** JJava's, which says where it cuts a text: a page of millions of characters hangs the browser. */
final class CellRenderer extends Renderer {
    private static final int MOST = 20_000; // characters

    @Override
    protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
        DisplayData whole = super.finalizeDisplayData(data, value);
        if (whole.getData(MIMEType.TEXT_PLAIN) instanceof CharSequence text && text.length() > MOST)
            whole.putText(text.subSequence(0, MOST) + "…\n" + Messages.text("value.cut", text.length()));
        return whole;
    }
}
