using Trading.Documents;
using Trading.Rooms.Rooms;

namespace Trading.Rooms.Reports;

/// <summary>
/// The evaluation report (评审报告, 评标报告) as a document: a function of the room's events, of the names that are
/// given and of the language, so whoever holds the events prints the same bytes. Source: docs/spec/report.md.
/// </summary>
public static class RoomReport
{
    /// <summary>Name of the one signature field.</summary>
    public const string SignatureFieldName = "Host";

    /// <summary>The full report, for host, members and supervisor; before the conclusion it says that it is a draft.
    /// </summary>
    /// <param name="events">All events of the room in the order in which they happened; those that do not follow are a
    /// <see cref="CorruptEventException"/>.</param>
    /// <param name="fonts">What it is set in.</param>
    /// <param name="isChinese">Else English.</param>
    /// <param name="names">Who sat where, by seat; null or empty where people are not named.</param>
    public static DocumentDraft Full(
        IReadOnlyList<RoomEvent> events,
        Fonts fonts,
        bool isChinese = true,
        IReadOnlyDictionary<int, string>? names = null
    )
    {
        ArgumentNullException.ThrowIfNull(events);
        // The pages that are signed cannot hold their signature; one of an earlier result stands among what happened.
        IReadOnlyList<RoomEvent> told = events is [.., ReportSealed] ? [.. events.SkipLast(1)] : events;
        var facts = ReportFacts.Of(told, names);
        return new DocumentDraft(Of(facts, isChinese), fonts, told[^1].At);
    }

    /// <summary>The public report: what the public stream says, and nothing else.</summary>
    /// <param name="events">Events of the public stream from height 0.</param>
    /// <param name="fonts">What it is set in.</param>
    /// <param name="isChinese">Else English.</param>
    /// <returns>The file.</returns>
    public static byte[] Public(IReadOnlyList<RoomEvent> events, Fonts fonts, bool isChinese = true) =>
        PdfWriter.Write(PublicPages.Of(events, isChinese), fonts);

    internal static Document Of(ReportFacts facts, bool isChinese)
    {
        var words = new ReportWords(isChinese, facts.Last.Facts.Pack);
        List<Block> blocks =
        [
            .. HeadPages.Of(facts, words),
            .. ReviewPages.Of(facts, words),
            .. QuestionPages.Of(facts, words),
            .. ScorePages.Of(facts, words),
            .. RankPages.Of(facts, words),
            .. OpinionPages.Of(facts, words),
            .. SheetAnnex.Of(facts, words),
        ];
        return Framed(facts.Start.Room, words, blocks, facts.Concluded is null ? words["草稿", "DRAFT"] : "");
    }

    internal static Document Framed(string room, ReportWords words, IReadOnlyList<Block> blocks, string note) =>
        new($"{words.Title} {room}", words["zh-CN", "en"], blocks)
        {
            Page = PageFormat.A4Landscape,
            BodySize = 9_000,
            IsArchival = true,
            Header = new(words.Title, note, Names.RoomStream(room)),
            Footer = new("", words["第 {page} 页 / 共 {pages} 页", "{page} / {pages}"], ""),
        };
}
