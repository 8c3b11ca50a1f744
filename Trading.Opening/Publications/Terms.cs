using System.Text;
using Trading.Crypto;

namespace Trading.Opening.Publications;

/// <summary>
/// The canonical bytes of a session's terms and their hash, which stands in every lock's policy: after the ceremony
/// nobody can change a title, a ceiling, a role or the law that applies. Source: docs/spec/feed.md, "Terms".
/// </summary>
public static class Terms
{
    /// <summary>Most lots of a session.</summary>
    public const int MostLots = 64;

    /// <summary>Most roles of a session.</summary>
    public const int MostRoles = 64;

    /// <summary>Most letters of a title or a name.</summary>
    public const int MostTitleLetters = 500;

    /// <summary>Most letters of a tender's number.</summary>
    public const int MostCodeLetters = 100;

    /// <summary>Most bytes of one text of scoring terms, as UTF-8.</summary>
    public const int MostScoringBytes = 16 << 10;

    /// <summary>Most bytes of all texts of scoring terms together, each counted once.</summary>
    public const int MostScoringBytesInAll = 256 << 10;

    /// <summary>
    /// The canonical bytes. Texts with lone surrogates have none and throw
    /// <see cref="System.Text.EncoderFallbackException"/>; <see cref="Check"/> finds them first.
    /// </summary>
    public static byte[] ToBytes(SessionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var writer = new WireWriter().U8(terms.Version).Text(terms.TenderCode).Text(terms.Title);
        WritePack(writer, terms.RulePack, terms.Version);
        writer
            .List(terms.Lots, (w, lot) => WriteLot(w, lot, terms.Version))
            .List(terms.Roles, (w, r) => w.U8((byte)r.Role).Text(r.Name).Fixed(r.Key))
            .Bool(terms.Drill);
        if (terms.Publisher is { } publisher)
            writer.Text(publisher.Name).Optional(publisher.Key, static (w, key) => w.Fixed(key));
        if (terms.Version > 2)
            writer.List(terms.Scoring ?? [], static (w, text) => w.Text(text));
        if (terms.Version > 3)
            writer.U32((uint)terms.PeriodSeconds);
        return writer.ToArray();
    }

    /// <summary>32 bytes: the hash of the canonical bytes, tagged <see cref="Tags.Terms"/>.</summary>
    public static byte[] Hash(Suite suite, SessionTerms terms) => Tags.Hash(suite, Tags.Terms, ToBytes(terms));

    /// <summary>What is wrong with the terms, as one English sentence, or null.</summary>
    public static string? Check(SessionTerms terms)
    {
        if (!IsWhole(terms))
            return "A value of the terms is missing.";
        return CheckTexts(terms)
            ?? CheckLots(terms.Lots)
            ?? CheckRoles(terms.Roles)
            ?? CheckVersion(terms)
            ?? CheckScoring(terms)
            ?? (
                RulePacks.Find(terms.RulePack.Id, terms.RulePack.Version) == terms.RulePack
                    ? null
                    : "The rule pack is not one that this version knows."
            )
            ?? CheckPeriod(terms);
    }

    /// <summary>Whether two terms are the same to the last bit.</summary>
    public static bool Same(SessionTerms a, SessionTerms b) => ToBytes(a).AsSpan().SequenceEqual(ToBytes(b));

    // Terms come as JSON from strangers, where anything can be absent whatever the types say.
    private static bool IsWhole(SessionTerms? terms) =>
        terms
            is {
                RulePack:
                {
                    Id: not null,
                    MinimumSubmittedRule: not null,
                    ProtestRule: not null,
                    LateRule: not null,
                    RecordRule: not null
                },
                Lots: not null,
                Roles: not null
            }
        && terms.Lots.All(l => l is { Lot: not null, Title: not null })
        && terms.Roles.All(r => r is { Name: not null, Key: not null })
        && terms.Publisher is not { Name: null }
        && terms.Scoring?.All(text => text is not null) != false;

    private static void WritePack(WireWriter writer, RulePack pack, byte version)
    {
        writer
            .Text(pack.Id)
            .U32((uint)pack.Version)
            .U32((uint)pack.MinimumSubmitted)
            .Text(pack.MinimumSubmittedRule)
            .U8((byte)pack.FewOpened)
            .U8((byte)pack.Protest)
            .Text(pack.ProtestRule)
            .Bool(pack.SilenceAccepts)
            .Text(pack.LateRule)
            .Text(pack.RecordRule);
        if (version > 3)
            writer
                .U32((uint)pack.LeastPeriodSeconds)
                .U32((uint)pack.UsualPeriodSeconds)
                .U32((uint)pack.MostPeriodSeconds);
    }

    private static void WriteLot(WireWriter writer, LotTerms lot, byte version)
    {
        writer.Text(lot.Lot).Text(lot.Title).U8((byte)lot.PriceKind).I64(lot.Ceiling);
        if (version > 1)
            writer.U8((byte)lot.UnitPriceDecimals);
        if (version > 2)
            writer.U8((byte)lot.Scoring);
    }

    private static string? CheckTexts(SessionTerms terms) =>
        !Letters.Fits(terms.TenderCode, 1, MostCodeLetters) ? $"The tender's number has 1 to {MostCodeLetters} letters."
        : !Letters.Fits(terms.Title, 1, MostTitleLetters) ? $"The title has 1 to {MostTitleLetters} letters."
        : null;

    private static string? CheckLots(IReadOnlyList<LotTerms> lots) =>
        lots.Count is 0 or > MostLots ? $"A session has 1 to {MostLots} lots."
        : lots.DistinctBy(l => l.Lot).Count() != lots.Count ? "Two lots have the same id."
        : lots.Select(CheckLot).FirstOrDefault(p => p is not null);

    private static string? CheckLot(LotTerms lot) =>
        !Names.IsLot(lot.Lot) ? "A lot's id is 1 to 16 of a–z, 0–9 and '-'."
        : !Letters.Fits(lot.Title, 1, MostTitleLetters) ? $"A lot's title has 1 to {MostTitleLetters} letters."
        : !Enum.IsDefined(lot.PriceKind) ? "The lot's price kind is unknown."
        : lot.Ceiling < 0 ? "A ceiling is not negative."
        : lot.UnitPriceDecimals is < LotTerms.LeastDecimals or > LotTerms.MostDecimals
            ? "Unit prices have 2 to 6 decimals."
        : lot.PriceKind != PriceKind.UnitPrices && lot.UnitPriceDecimals != LotTerms.LeastDecimals
            ? "Only unit prices have more than 2 decimals."
        : null;

    private static string? CheckVersion(SessionTerms terms) =>
        terms.Publisher is null
            ? terms.Lots.Any(l => l.UnitPriceDecimals != LotTerms.LeastDecimals)
                ? "Terms without a publisher have no decimals of unit prices."
                : null
            : !Letters.Fits(terms.Publisher.Name, 1, MostTitleLetters)
                ? $"The publisher's name has 1 to {MostTitleLetters} letters."
                : terms.Publisher.Key is { } key && key.Length != Suite.PointBytes
                    ? "The publisher's key has 65 bytes."
                    : null;

    private static string? CheckScoring(SessionTerms terms)
    {
        var named = terms.Lots.Select(lot => lot.Scoring).Where(number => number != 0).Distinct();
        if (terms.Scoring is not { } texts)
            return named.Any() ? "A lot names scoring terms that are not there." : null;
        if (terms.Publisher is null)
            return "Terms without a publisher have no scoring terms.";
        // One spelling: nothing twice, nothing unused, in the order of the lots.
        if (!named.SequenceEqual(Enumerable.Range(1, texts.Count)) || texts.Count == 0)
            return "Scoring terms stand in the order in which lots first name them, and each is named.";
        if (texts.Distinct(StringComparer.Ordinal).Count() != texts.Count)
            return "The same scoring terms stand twice.";
        if (!texts.All(IsScoringText))
            return $"Scoring terms have 1 to {MostScoringBytes} bytes of UTF-8, no lone surrogate and no control "
                + "character but tab, line feed and carriage return.";
        return texts.Sum(Encoding.UTF8.GetByteCount) > MostScoringBytesInAll
            ? $"The scoring terms of a session have at most {MostScoringBytesInAll} bytes."
            : null;
    }

    // A rehearsal may be shorter than any real session.
    private static string? CheckPeriod(SessionTerms terms)
    {
        var (pack, seconds) = (terms.RulePack, terms.PeriodSeconds);
        if (!pack.HasPeriod())
            return seconds == 0
                ? null
                : "This version of the rule pack knows no period for objections and confirmations.";
        if (terms.Publisher is null)
            return "Terms without a publisher have no period for objections and confirmations.";
        var least = terms.Drill ? 1 : pack.LeastPeriodSeconds;
        return seconds >= least && seconds <= pack.MostPeriodSeconds
            ? null
            : $"The period for objections and confirmations has {least} to {pack.MostPeriodSeconds} seconds.";
    }

    // Control characters would take six bytes each in an event; JSON has none of them but these three.
    private static bool IsScoringText(string text) =>
        Letters.Fits(text, 1, MostScoringBytes)
        && Encoding.UTF8.GetByteCount(text) <= MostScoringBytes
        && !text.Any(c => c < ' ' && c is not ('\t' or '\n' or '\r'));

    private static string? CheckRoles(IReadOnlyList<SessionRole> roles) =>
        roles.Count > MostRoles ? $"A session has at most {MostRoles} roles."
        : roles.Count(r => r.Role == Role.Host) != 1 ? "A session has exactly one host."
        : roles.Any(r => !Enum.IsDefined(r.Role) || r.Role is Role.Public or Role.Bidder or Role.Trustee)
            ? "The terms name a role that they cannot give."
        : roles.Any(r => !Letters.Fits(r.Name, 1, MostTitleLetters)) ? $"A name has 1 to {MostTitleLetters} letters."
        : roles.Any(r => r.Key.Length != Suite.PointBytes) ? "A role's key has 65 bytes."
        : roles.Any(s =>
            s.Role == Role.Supervisor
            && roles.Any(r => r.Role != Role.Supervisor && r.Key.AsSpan().SequenceEqual(s.Key))
        )
            ? "The supervisor takes no other part."
        : null;
}
