"""The three pictures of the README and of the book's first page, from a real JupyterLab: python pictures.py, behind `gradus.py test`.

They lie in src/book/pictures, and are made anew by hand where what they show has changed.
"""

import io

import browser
import gradus

FOLDER = gradus.ROOT / "src/book/pictures"
COLOURS = 96  # enough for charts, and a third of the bytes
IMPORTS = "import dev.gradus.check.*; import dev.gradus.jupyter.films.*; import dev.gradus.jupyter.widgets.*;"
LESSON_05 = """double[] w1 = {0.5, -1}, b1 = {3, 0.5}, w2 = {1.5, -2}, b2 = {-1};
Network network = Network.input(1).dense(2, relu()).dense(1, linear()).build();
double[][] values = {w1, b1, w2, b2};
for (int i = 0; i < 4; i++) network.parameters().get(i).set(values[i]);
Replay.of(Derivation.of(network, new double[] {2}, new double[] {8}))"""


def main():
    FOLDER.mkdir(exist_ok=True)
    with browser.Lab() as lab, browser.Chromium() as chromium:
        name = lab.write("pictures.ipynb", [IMPORTS, "NetworkExplorer.of(circle())", LESSON_05, "DrawDigit.of(Pretrained.digits())"])
        page = browser.Notebook(lab, name, chromium.page(1100, 1000, device_scale_factor=2))
        page.run_all()
        page.idle()

        explorer = page.cell(1).locator(".gradus-network")
        explorer.get_by_role("button", name="play").click()
        page.wait("() => Number(document.querySelector('.gradus-epoch').innerText.split(' ').pop()) >= 120")
        explorer.get_by_role("button", name="pause").click()
        page.page.wait_for_timeout(500)
        keep(explorer, "explorer", above=explorer.locator("details").first)

        film = page.cell(2).locator("canvas[role=img]").locator("xpath=..")
        slider = film.locator("input[type=range]")
        slider.press("Home")
        for _ in range(int(slider.get_attribute("max")) * 2 // 3):
            slider.press("ArrowRight")
        slider.blur()
        keep(film, "backpropagation")

        pad = page.cell(3).locator(".gradus-pad canvas")
        page.cell(3).get_by_role("button", name="clear").click()
        for points in (((0.3, 0.22), (0.72, 0.22), (0.45, 0.82)), ((0.36, 0.52), (0.68, 0.52))):  # a 7, as it is written in half of the world
            page.drag(pad, *points)
        page.page.mouse.move(0, 0)
        page.page.wait_for_timeout(1000)
        keep(page.cell(3).locator(".jp-OutputArea-output").first, "digit")


def keep(locator, name, above=None):
    """An element, or what of it lies above another one, as a small picture."""
    from PIL import Image, ImageChops

    picture = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    if above:
        top, bottom = (one.bounding_box()["y"] for one in (locator, above))
        picture = picture.crop((0, 0, picture.width, int(2 * (bottom - top)) - 8))
    left, top, right, bottom = ImageChops.invert(picture).getbbox()  # of what isn't white
    picture = picture.crop((left, top, right + 4, bottom + 4))
    picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.LANCZOS)
    picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)
    print(f"{name}: {picture.width} × {picture.height}, {(FOLDER / f'{name}.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
