package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellSource;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;

/** Finds magics only where no Java can stand; JJava finds them in texts and comments, too. */
final class CellMagics extends MagicsResolver {
    CellMagics(MagicTranspiler transpiler) {
        super("(?<=(?:^|=))\\s*%", "%%", transpiler);
    }

    @Override
    public String resolve(String code) {
        int cellMagic = CellSource.cellMagic(code);
        if (cellMagic >= 0) return super.resolve(code.substring(cellMagic));
        StringBuilder java = new StringBuilder();
        int done = 0;
        for (int at : CellSource.lineMagics(code)) {
            int end = code.indexOf('\n', at);
            if (end < 0) end = code.length();
            java.append(code, done, at).append(super.resolve(code.substring(at, end)));
            done = end;
        }
        return java.append(code, done, code.length()).toString();
    }
}
