namespace Trading.Documents.Layout;

/// <summary>What stands in a box: lines, a bar, a code.</summary>
internal sealed class CellLayout(Fonts fonts, bool isArchival)
{
    /// <summary>
    /// The broken lines of a text; at least one. In an archival document a line that ended at a space or a line feed
    /// has a space behind it that nobody sees, so that words of two lines stay apart for who reads the text alone.
    /// </summary>
    public List<Item> Lines(Text text, Style style, Align align, int width)
    {
        var atoms = Atoms.Of(text, style, fonts);
        return LineBreaker
            .Break(atoms, Math.Max(1, width))
            .ConvertAll<Item>(line =>
            {
                Atom[] part = [.. atoms.GetRange(line.From, line.To - line.From), .. Apart(atoms, line, fonts)];
                return new TextItem(
                    part,
                    line.Width,
                    align,
                    part.Length == 0 ? style.Size : part.Max(a => a.Style.Size)
                );
            });
    }

    private List<Atom> Apart(List<Atom> atoms, Line line, Fonts fonts) =>
        isArchival && line.To > line.From && line.To < atoms.Count && atoms[line.To].CodePoint is ' ' or Atom.NewLine
            ? Atoms.Of(" ", atoms[line.To - 1].Style, fonts)
            : [];

    public List<Item> Items(Cell cell, Style style, Align align, int width)
    {
        var items =
            cell.Text.Runs.All(r => r.Value.Length == 0) && (cell.Bar is not null || cell.Code is not null)
                ? []
                : Lines(cell.Text, style, align, width);
        if (cell.Bar is { Max: < 1 } bar)
            throw new ArgumentException($"a bar's full width means 1 or more, not {bar.Max}");
        if (cell.Bar is not null)
            items.Add(new BarItem(cell.Bar));
        if (cell.Code is not null)
            items.Add(Code(cell.Code, align, width));
        return items;
    }

    /// <summary>A code is never wider than its box.</summary>
    public static Item Code(QrCode code, Align align, int width) =>
        new QrItem(new QrMatrix(code.Content), code.Content, Math.Min(code.Size, width), align);
}
