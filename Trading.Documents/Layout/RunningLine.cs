using System.Globalization;
using Trading.Documents.Pdf;

namespace Trading.Documents.Layout;

/// <summary>Header and footer of one page, grey, with a hairline towards the text.</summary>
internal sealed class RunningLine(Canvas canvas, PageFormat format, Fonts fonts, (int Number, int Count) page)
{
    private int Width => format.Width - 2 * format.SideMargin;

    public void Draw(Running running, int size, bool top)
    {
        if (running is { Left: "", Centre: "", Right: "" })
            return;
        canvas.BeginArtifact($"/Type/Pagination/Subtype/{(top ? "Header" : "Footer")}");
        var gap = Length.Points(9);
        var rule = top ? format.EndMargin - gap : format.Height - format.EndMargin + gap;
        canvas.Rule(format.SideMargin, rule, Width);
        var y = top ? rule - TextItem.LineHeight(size) - Length.Points(2) : rule + Length.Points(2);
        Part(running.Left, Align.Left, size, y);
        Part(running.Centre, Align.Centre, size, y);
        Part(running.Right, Align.Right, size, y);
        canvas.End();
    }

    private void Part(string template, Align align, int size, int y)
    {
        if (template.Length == 0)
            return;
        var text = template
            .Replace("{page}", Text(page.Number), StringComparison.Ordinal)
            .Replace("{pages}", Text(page.Count), StringComparison.Ordinal)
            .Replace('\n', ' ');
        var atoms = Atoms.Of(text, new Style(false, size, Tone.Muted), fonts).ToArray();
        new TextItem(atoms, atoms.Sum(a => a.Width), align, size).Draw(canvas, format.SideMargin, y, Width);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
