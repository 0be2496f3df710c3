package dev.gradus.jupyter.views;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A hundred texts that want to be more than texts: markup, attributes, formulas, patterns, and letters of many kinds. */
final class Hostile {
    private static final List<String> BARE = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<iframe srcdoc='<script>alert(1)</script>'>",
            "<a href=javascript:alert(1)>x</a>",
            "<style>*{display:none}</style>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<meta http-equiv=refresh content='0;url=//evil.example'>",
            "<base href=//evil.example/>",
            "<form action=//evil.example><input name=x></form>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<template><script>alert(1)</script></template>",
            "<object data=data:text/html,x>",
            "<body onload=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<plaintext>",
            "<!-- comment",
            "<![CDATA[ x ]]>",
            "<?xml version='1.0'?>",
            "</table><b>bold</b>",
            "</td></tr></table><script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&amp; &#60;b&#62; &#x3c;i&#x3e;",
            "$x$ and $$y$$",
            "\\(x\\) \\[y\\]",
            "\\begin{align} x \\end{align}",
            "\\href{javascript:alert(1)}{x}",
            "`code` **bold** [link](javascript:alert(1)) ![x](y)",
            "# heading\n\n* item\n\n| a | b |\n|---|---|",
            "%s %d %n %1$s %",
            "{0} ${x} #{y} {{z}}",
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "\u0000\u0001\u001b[31mred\u001b[0m",
            "\r\nSet-Cookie: x=y",
            "\u202egnirts desrever",
            "\u2028line\u2029paragraph",
            "\uD800 lone \uDC00 surrogates",
            "\uDBFF\uDFFD private",
            "e\u0301 \uD83D\uDE00 \u6570\u636E \u05D0\u05D1",
            "-0",
            "null",
            "undefined",
            "NaN",
            "__proto__",
            "constructor",
            "toString",
            "../../etc/passwd",
            "C:\\temp\\new",
            "x".repeat(300),
            " leading and trailing ");
    private static final List<String> OUT_OF = List.of(
            "\">", "'>", "</script>", "</title></textarea></style>", "-->", "]]>", "\\\"", "\\u003c/script>", "<<");

    private Hostile() {}

    /** All of them, each different; none is blank. */
    static List<String> all() {
        Set<String> all = new LinkedHashSet<>(BARE);
        List<String> dangerous = BARE.subList(0, 12);
        for (String out : OUT_OF) for (String what : dangerous) if (all.size() < 100) all.add(out + what);
        return new ArrayList<>(all);
    }
}
