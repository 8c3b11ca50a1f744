using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// The table that was read out, one row for each bid in the order of the frozen list. Items that all bids name alike
/// get columns of their own; otherwise they share one.
/// </summary>
internal sealed class BidTable
{
    private const int MostItemColumns = 3;
    private const int MostHeadLetters = 10;
    private const int MostCellLetters = 40;
    private const int MostItemsLetters = 150;
    private readonly LotFacts lot;
    private readonly RulePack pack;
    private readonly List<string> itemColumns;
    private readonly bool hasItems;

    public BidTable(LotFacts lot, RulePack pack)
    {
        (this.lot, this.pack) = (lot, pack);
        var forms = lot.Bids.Select(b => b.Form).OfType<OpeningForm>().ToList();
        hasItems = forms.Exists(f => f.Items.Count > 0);
        itemColumns = SharedNames(forms);
    }

    /// <summary>Whether the items are cut short here, so that an annex has to show all of them.</summary>
    public static bool HasLongItems(OpeningForm form) => Letters.Count(Joined(form)) > MostItemsLetters;

    public Table ToBlock() => new(Columns(), [.. lot.Bids.Select(ToRow)]) { Head = [Head()], Small = true };

    private int ItemCells =>
        itemColumns.Count > 0 ? itemColumns.Count
        : hasItems ? 1
        : 0;

    private static List<string> SharedNames(List<OpeningForm> forms)
    {
        var names = forms
            .SelectMany(f => f.Items)
            .Select(i => i.Name)
            .Distinct(StringComparer.Ordinal)
            .Take(MostItemColumns + 1)
            .ToList();
        var fits =
            names.Count <= MostItemColumns
            && names.TrueForAll(n => Letters.Fits(n, 1, MostHeadLetters))
            && forms.TrueForAll(f =>
                f.Items.DistinctBy(i => i.Name).Count() == f.Items.Count
                && f.Items.All(i => Letters.Fits(i.Value, 0, MostCellLetters))
            );
        return fits ? names : [];
    }

    private Column[] Columns() =>
        [
            Column.Fixed(Length.Millimetres(10)) with
            {
                Align = Align.Centre,
            },
            Column.Share(11),
            Column.Fixed(Length.Millimetres(34)) with
            {
                Align = Align.Right,
            },
            Column.Share(10),
            .. Enumerable.Repeat(Column.Share(itemColumns.Count > 0 ? 5 : 10), ItemCells),
            Column.Share(7),
            Column.Fixed(Length.Millimetres(18)) with
            {
                Align = Align.Centre,
            },
            Column.Fixed(Length.Millimetres(18)) with
            {
                Align = Align.Centre,
            },
        ];

    private Row Head() =>
        new([
            RecordWords.Head("序号", "No."),
            RecordWords.Head("投标人", "Bidder"),
            RecordWords.Head(RecordPrice.Unit(lot.Terms.PriceKind, lot.Policy.Version), "Price in figures"),
            RecordWords.Head("大写", "In words"),
            .. itemColumns.Count > 0 ? itemColumns.Select(n => new Cell(RecordText.Of(n)))
            : hasItems ? [RecordWords.Head("其他唱标内容", "Other items")]
            : [],
            RecordWords.Head("备注（标记）", "Marks"),
            RecordWords.Head("签到", "Present"),
            RecordWords.Head("确认", "Confirmed"),
        ]);

    private Row ToRow(OpenedBid bid, int index) =>
        new([$"{index + 1}", Name(bid), .. Content(bid), Marked(bid), Attendance(bid), Standing(bid)]);

    private Cell Name(OpenedBid bid)
    {
        var id = new Run($"\n{bid.Submission[..8]}…") { Small = true, Tone = Tone.Muted };
        return bid.Form is { } form
            ? Text.Of([new Run(RecordText.Of(form.BidderName)), .. Identity(form, bid.Marks), id])
            : Text.Of(new Run(bid.Unreadable is null ? "（内容无法识别）" : "（未能开启）") { Tone = Tone.Alert }, id);
    }

    // The written code, and whom the certificate names: both are printed, the committee decides. Records of version 1
    // name the certificate where it is somebody else's.
    private IEnumerable<Run> Identity(OpeningForm form, IReadOnlyCollection<Mark> marks)
    {
        if (form.CreditCode.Length > 0)
            yield return new Run($"\n{form.CreditCode}") { Small = true };
        if (BidderName.Certified(form, marks) is { } other)
            yield return Certified(other, Tone.Alert);
        else if (lot.Record > RecordVersion.First)
            yield return Certificate.TryParse(form.Certificate, out var own)
                ? Certified(own.Holder, Tone.Muted)
                : new Run("\n（证书无法识别）") { Small = true, Tone = Tone.Muted };
    }

    private static Run Certified(CertificateSubject holder, Tone tone) =>
        new($"\n证书载明：{(holder.Text.Length > 0 ? RecordText.Of(holder.Text) : "（无名称）")}")
        {
            Small = true,
            Tone = tone,
        };

    private IEnumerable<Cell> Content(OpenedBid bid) =>
        bid.Form is { } form
            ?
            [
                RecordPrice.Figures(form.Price, lot.Terms.PriceKind),
                RecordPrice.InWords(form.Price, bid.Marks, lot.Policy.Version),
                .. Items(form),
            ]
            :
            [
                new Cell(
                    bid.Unreadable is { } failed
                        ? Failure(failed)
                        : $"内容 {bid.Content.Length} 字节，不符合开标一览表格式，原文见附件；由评标委员会认定"
                )
                {
                    Span = 2 + ItemCells,
                    Align = Align.Left,
                },
            ];

    private static Text Failure(BidUnreadable failed) =>
        Text.Of(
            new Run(RecordWords.CauseName(failed.Cause)) { Bold = true },
            new Run($"；{RecordWords.FaultName(failed.Fault)}")
        );

    private IEnumerable<Cell> Items(OpeningForm form) =>
        itemColumns.Count > 0
            ? itemColumns.Select(name => new Cell(
                RecordText.Of(form.Items.FirstOrDefault(i => i.Name == name)?.Value ?? "—")
            ))
        : hasItems
            ? [form.Items.Count == 0 ? "—" : RecordText.Short(Joined(form), MostItemsLetters, "……（全文见附件）")]
        : [];

    private static string Joined(OpeningForm form) => string.Join("；", form.Items.Select(i => $"{i.Name}：{i.Value}"));

    private static Cell Marked(OpenedBid bid) =>
        bid.Marks.Count == 0
            ? "—"
            : new Run(string.Join("；", bid.Marks.Select(RecordWords.MarkName))) { Tone = Tone.Alert };

    private Cell Attendance(OpenedBid bid) => bid.AttendedAt is { } at ? $"已签到\n{When(at)}" : "未签到";

    private Cell Standing(OpenedBid bid)
    {
        var name = RecordWords.StandingName(Confirmation.Of(pack, bid));
        return bid.ConfirmedAt is { } at ? $"{name}\n{When(at)}" : name;
    }

    // The day stands above the table; another day is said.
    private string When(long at)
    {
        var (day, moment) = (RecordTime.Clock(lot.OpenedAt ?? at), RecordTime.Clock(at));
        return day.Length == moment.Length && day[..10] == moment[..10] ? RecordTime.Time(at) : moment;
    }
}
