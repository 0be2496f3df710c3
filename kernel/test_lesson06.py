"""The edits that lesson 06 asks for in its exercises, each made and run in a real kernel: what "What we found" says is what comes out.

  python3 -m unittest test_lesson06          (half a minute)
"""

import json
import unittest

from notebooks import ROOT
from test_kernel import Kernel, error, shown, text

CELLS = {
    cell["id"]: "".join(cell["source"])
    for cell in json.loads((ROOT / "notebooks/en/06-bare-arrays.ipynb").read_text(encoding="utf-8"))["cells"]
    if cell["cell_type"] == "code"
}
PROGRAM = ["multiply-add", "product", "layer", "probabilities", "errors", "gradients", "descend", "loss"]
DATA = ["data", "start", "batches"]


class Edits(unittest.TestCase):
    def setUp(self):
        self.kernel = Kernel()
        self.addCleanup(self.kernel.close)

    def run_cells(self, *names, **edited):
        """The outputs of the last of these cells, some of which are edited: name=(old, new)."""
        for name in names:
            code = CELLS.get(name, name)
            if name.replace("-", "_") in edited:
                old, new = edited[name.replace("-", "_")]
                self.assertIn(old, code)
                code = code.replace(old, new)
            reply, outputs = self.kernel.run(code)
            self.assertEqual("ok", reply["status"], error(outputs))
        return text(outputs) or shown(outputs)[0]["text/plain"]

    def test_another_order_leaves_what_never_moves(self):
        found = self.run_cells(*PROGRAM, *DATA, "train", "train-run", "library", "equal", "bits", batches=('"shuffle", 1', '"shuffle", 2'))
        self.assertEqual(ORDER, found)
        still = """
            float[][][] begin = start(), other = tables(library);
            int still = 0;
            for (int p = 0; p < 4; p++) for (int i = 0; i < begin[p].length; i++) for (int j = 0; j < begin[p][i].length; j++)
                if (mine[p][i][j] == begin[p][i][j] && other[p][i][j] == begin[p][i][j]) still++;
            System.out.println(still);"""
        self.assertEqual(STILL, self.run_cells(still))

    def test_without_the_slope_of_relu(self):
        edit = ("            if (Z[i][j] <= 0) delta[i][j] = 0;", "            if (Z[i][j] <= 0) delta[i][j] *= 1;")
        self.assertEqual(NO_SLOPE, self.run_cells(*PROGRAM, "tiny", "gradient-check", errors=edit))
        self.assertEqual(NO_SLOPE_ACCURACY, self.run_cells(*DATA, "train", "train-run", "accuracy"))

    def test_raw_pixels_are_rescued_by_two_factors(self):
        rescue = """
            float[][][] rescued = start();
            for (float[] row : rescued[0]) for (int j = 0; j < 32; j++) row[j] /= 255;
            for (int step = 0; step < 300; step++) {
                float[][][] g = gradients(rescued, inputs(digits, batch(step), 255), labels(digits, batch(step)));
                for (float[] row : g[0]) for (int j = 0; j < 32; j++) row[j] /= 255 * 255;
                descend(rescued, g, 0.1f);
            }
            int[] thousand = IntStream.range(0, 1000).toArray();
            float[][][] plain = start();
            for (int step = 0; step < 300; step++)
                descend(plain, gradients(plain, inputs(digits, batch(step), 1), labels(digits, batch(step))), 0.1f);
            System.out.printf(Locale.ROOT, "%.4f %.4f%n",
                    loss(rescued, inputs(mnist.test(), thousand, 255), labels(mnist.test(), thousand)),
                    loss(plain, inputs(mnist.test(), thousand, 1), labels(mnist.test(), thousand)));"""
        self.assertEqual(RESCUED, self.run_cells(*PROGRAM, *DATA, rescue))

    def test_known_shares_spare_the_first_steps(self):
        uneven = """
            int[] uneven = IntStream.range(0, 20_000).filter(i -> digits.label(i) == 1 || i % 10 == 0).toArray();
            double[] losses(float[][][] net) {
                double[] losses = new double[5];
                for (int step = 0; step < 41; step++) {
                    int[] which = Arrays.copyOfRange(uneven, 32 * step, 32 * step + 32);
                    if (step % 10 == 0) losses[step / 10] = loss(net, inputs(digits, uneven, 1), labels(digits, uneven));
                    descend(net, gradients(net, inputs(digits, which, 1), labels(digits, which)), 0.1f);
                }
                return losses;
            }
            float[][][] knowing = start();
            for (int k = 0; k < 10; k++) {
                int c = k;
                knowing[3][0][k] = (float) Math.log(Arrays.stream(uneven).filter(i -> digits.label(i) == c).count() / (double) uneven.length);
            }
            for (double[] found : List.of(losses(start()), losses(knowing)))
                System.out.println(Arrays.stream(found).mapToObj(v -> String.format(Locale.ROOT, "%.2f", v)).collect(Collectors.joining(" ")));"""
        self.assertEqual(SHARES, self.run_cells(*PROGRAM, *DATA, uneven))


ORDER = "2408 / 25450, 2511\n"
STILL = "2406\n"
NO_SLOPE = "W1 0.575903\nb1 0.350639\nW2 0.000112\nb2 0.000001\n"
NO_SLOPE_ACCURACY = "0.9174"
RESCUED = "0.3975 0.3975\n"
SHARES = "2.23 1.17 0.96 0.84 0.74\n1.65 1.19 0.97 0.85 0.75\n"

if __name__ == "__main__":
    unittest.main()
