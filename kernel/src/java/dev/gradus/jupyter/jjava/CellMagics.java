package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellSource;
import dev.gradus.jupyter.host.Messages;
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
        if (cellMagic >= 0) return super.resolve(checked(code.substring(cellMagic)));
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

    private static String checked(String cell) {
        int line = cell.indexOf('\n');
        if (line >= 0 && !cell.substring(line).isBlank()) return cell;
        String name = cell.strip().split("\\s+", 2)[0].substring(2);
        throw new IllegalArgumentException(Messages.text("error.no-code", name));
    }
}
