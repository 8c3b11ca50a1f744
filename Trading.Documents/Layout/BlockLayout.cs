namespace Trading.Documents.Layout;

/// <summary>
/// Blocks to strips. The width follows the page format in force, so a page break changes what comes after it.
/// </summary>
internal sealed class BlockLayout(Document document, Fonts fonts)
{
    private readonly CellLayout _cells = new(fonts, document.IsArchival);
    private PageFormat _format = document.Page;
    private int _headingLevel;

    /// <summary>The logical structure of the strips.</summary>
    public Tag Root { get; } = new("Document");

    private int Width => _format.Width - 2 * _format.SideMargin;

    private Style Body => new(false, document.BodySize, Tone.Ink);

    public List<Strip> Strips() => Strips(document.Blocks);

    private List<Strip> Strips(IReadOnlyList<Block> blocks)
    {
        var strips = new List<Strip>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var of = Of(blocks[i]);
            // What is signed and the signature share a page.
            if (of.Count > 0 && i + 1 < blocks.Count && blocks[i + 1] is SignatureField)
                of[^1] = of[^1] with { Glued = true };
            strips.AddRange(of);
        }
        return strips;
    }

    private List<Strip> Of(Block block) =>
        block switch
        {
            Heading heading => OfHeading(heading),
            Paragraph paragraph => OfParagraph(paragraph),
            Table table => new TableLayout(_cells, Body, Width, Root).Strips(table),
            Grid grid => new TableLayout(_cells, Body, Width, Root).Strips(GridTable.Of(grid)),
            QrCode code =>
            [
                new([new(0, Width, 0, 0, [CellLayout.Code(code, code.Align, Width)]) { Tag = Root }]) { Above = 6_000 },
            ],
            SignatureField field => [OfSignature(field)],
            Together together => Bonded(Strips(together.Blocks)),
            Gap gap => [new([]) { Above = gap.Height }],
            PageBreak turn => [new([]) { Break = _format = turn.Page ?? _format }],
            _ => throw new ArgumentException($"no layout for {block.GetType().Name}"),
        };

    private List<Strip> OfHeading(Heading heading)
    {
        if (heading.Level is < 0 or > 3)
            throw new ArgumentException($"a heading's level is 0 to 3, not {heading.Level}");
        // Permille of the body size, and points above and below.
        var (permille, above, below) = heading.Level switch
        {
            0 => (1_850, 0, 9),
            1 => (1_350, 16, 4),
            2 => (1_150, 12, 3),
            _ => (1_000, 9, 2),
        };
        var style = new Style(true, document.BodySize * permille / 1_000, Tone.Ink);
        var lines = _cells.Lines(heading.Text, style, heading.Level == 0 ? Align.Centre : Align.Left, Width);
        // A level is never skipped on the way down, whatever sizes are chosen.
        _headingLevel = Math.Min(heading.Level + 1, _headingLevel + 1);
        var tag = Root.Add($"H{_headingLevel}");
        var strips = lines.ConvertAll(line => new Strip([new(0, Width, 0, 0, [line]) { Tag = tag }]) { Glued = true });
        strips[0] = strips[0] with
        {
            Above = Length.Points(above),
            Bookmark =
                heading.Level < 3 ? (heading.Level, string.Concat(heading.Text.Runs.Select(r => r.Value))) : null,
        };
        strips[^1] = strips[^1] with { LeastHeight = strips[^1].Height + Length.Points(below) };
        return strips;
    }

    private List<Strip> OfParagraph(Paragraph paragraph)
    {
        var lines = _cells.Lines(paragraph.Text, Body, paragraph.Align, Width);
        var tag = Root.Add("P");
        var strips = lines.ConvertAll(line => new Strip([new(0, Width, 0, 0, [line]) { Tag = tag }]));
        strips[0] = strips[0] with { Above = Length.Points(6), Glued = strips.Count > 1 };
        if (strips.Count > 1)
            strips[^2] = strips[^2] with { Glued = true };
        if (paragraph.KeepWithNext)
            strips[^1] = strips[^1] with { Glued = true };
        return strips;
    }

    private Strip OfSignature(SignatureField field)
    {
        if (field.FieldName.Length is 0 or > 40 || !field.FieldName.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"a field's name is 1 to 40 ASCII letters and digits, not '{field.FieldName}'");
        var pad = Length.Points(8);
        var lines = _cells.Lines(field.Text, Body, Align.Left, Width - 2 * pad);
        return new([new(0, Width, pad, pad, lines) { Tag = Root.Add("Form") }])
        {
            Above = Length.Points(8),
            Pad = Length.Points(6),
            LeastHeight = field.Height,
            Lines = Lines.All,
            Signature = field,
        };
    }

    private static List<Strip> Bonded(List<Strip> strips)
    {
        for (var i = 0; i < strips.Count - 1; i++)
            strips[i] = strips[i] with { Bonded = true };
        return strips;
    }
}
