using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// The opening record (开标记录) as a document: a function of the concluded session and of the root of its stream, and of
/// nothing else, so that whoever holds the stream prints the same pages. Nothing of <see cref="RecordSealed"/> stands
/// in it but in the room of the signature. Source: docs/spec/record.md.
/// </summary>
public static class RecordDocument
{
    /// <summary>Name of the one signature field.</summary>
    public const string SignatureFieldName = "Host";

    private const int MostHeaderLetters = 28;

    /// <summary>The pages.</summary>
    /// <param name="session">The session as it was concluded.</param>
    /// <param name="size">Events of the session's stream up to and with <see cref="SessionConcluded"/>.</param>
    /// <param name="root">RFC 6962 root over those events, 32 bytes.</param>
    public static Document Of(Session.Concluded session, long size, byte[] root)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(root);
        var s = session.Last;
        var words = TradeWords.Of(s.Terms.RulePack);
        LotFacts[] lots = [.. s.Terms.Lots.Select(l => LotFacts.Of(s.Lots[l.Lot]) with { Record = session.Record })];
        List<Block> blocks = [.. RecordHead.Of(session, lots, words)];
        blocks.AddRange(StandstillPages.Of(s, lots, words));
        foreach (var lot in lots)
            blocks.AddRange(LotPages.Of(s, lot, words, lots.Length > 1));
        blocks.AddRange(ProtestPages.Of(s, lots, words));
        blocks.AddRange(ClosingPage.Of(session, size, root, words));
        blocks.Add(new PageBreak());
        foreach (var lot in lots)
            blocks.AddRange(BidAnnexes.Of(lot, s.Terms, words));
        return new Document(RecordText.Of($"开标记录 {s.Terms.TenderCode} {s.Terms.Title}"), "zh-CN", blocks)
        {
            Page = PageFormat.A4Landscape,
            BodySize = 9_000,
            IsArchival = session.Record > RecordVersion.First,
            Header = new(
                Short(s.Terms.TenderCode),
                s.Terms.Drill ? "【 演 练  DRILL 】 本记录出自演练，不具法律效力" : "",
                Short(s.Terms.Title)
            ),
            Footer = new(
                Names.SessionStream(s.Id),
                "第 {page} 页 / 共 {pages} 页",
                $"{Convert.ToHexStringLower(root)[..16]}…"
            ),
        };
    }

    /// <summary>The printed record before the host signs it; its signature bears the time of the conclusion.</summary>
    public static DocumentDraft Draft(Session.Concluded session, long size, byte[] root, Fonts fonts)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(Of(session, size, root), fonts, session.At);
    }

    /// <summary>
    /// What the QR code says: stream, number of events and root; where the session has an address, that address with
    /// size and root behind it, which no browser sends to anybody.
    /// </summary>
    public static string CodeText(Session.Concluded session, long size, byte[] root)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(root);
        var hex = Convert.ToHexStringLower(root);
        return session.Address.Length == 0
            ? $"{Names.SessionStream(session.Last.Id)} {size} {hex}"
            : $"{session.Address}#size={size}&root={hex}";
    }

    /// <summary>A file name for people: 开标记录-GX-2026-001.pdf, without what file systems refuse.</summary>
    public static string FileName(SessionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var code = string.Concat(terms.TenderCode.EnumerateRunes().Select(r => IsPlain(r) ? r.ToString() : "_"));
        return $"开标记录-{code}.pdf";
    }

    private static bool IsPlain(System.Text.Rune rune) =>
        System.Text.Rune.IsLetterOrDigit(rune)
        || rune.Value is '-' or '_' or '.' or '(' or ')' or '（' or '）' or '〔' or '〕';

    private static string Short(string text) => RecordText.Short(text, MostHeaderLetters, "…");
}
