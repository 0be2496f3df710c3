package dev.gradus.jupyter.host;

import java.util.Map;

/** What knows by itself how it looks on the page. */
public interface Shown {
    /** Its still picture and its words. */
    View view();

    /** Its forms by MIME type, a living one among them where there is one. */
    default Map<String, String> bundle() {
        return view().bundle();
    }
}
