using System.Text;
using Trading.Scoring;
using Words = Trading.Scoring.Words;

namespace Trading.Cli;

/// <summary>
/// Who published a session, and whether its tender number was published before, as lines for a person.
/// </summary>
public static class PublicationText
{
    /// <summary>One line, whatever the version of the terms.</summary>
    public static string Describe(Publisher? publisher) =>
        publisher switch
        {
            null => "publisher not named (published before publishers were)",
            { Key: null } => $"published by {publisher.Name} (no key bound)",
            _ => $"published by {publisher.Name} (key {KeyPrint.Of(publisher.Key)})",
        };

    /// <summary>Nothing where the number was published once.</summary>
    public static IEnumerable<string> Describe(TenderMark? mark)
    {
        if (mark is not { Times: > 1 })
            yield break;
        yield return $"this tender number was published {mark.Times} times; this is number {mark.Number}";
        if (mark.Earlier is { } earlier)
            yield return $"  the one before: {Describe(earlier)}";
        if (mark.Later is { } later)
            yield return $"  the newest one: {Describe(later)}";
    }

    /// <summary>What a lock is for, as checked against its policy; the number's mark is the platform's word.</summary>
    public static IEnumerable<string> Describe(VerifiedLock target)
    {
        if (target.Terms is not { } terms)
            return ["the lock was fetched without its terms: who published it is not told"];
        var what = $"{terms.TenderCode} {terms.Title}, lot {target.Policy.Lot}: {Describe(terms.Publisher)}";
        return [what, .. ScoringOf(terms, target.Policy.Lot), .. Describe(target.Tender)];
    }

    /// <summary>How bids of a lot are scored, where it was published: method, criteria and their weights.</summary>
    public static IEnumerable<string> ScoringOf(SessionTerms terms, string lot)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Lots.FirstOrDefault(l => l.Lot == lot) is not { } found || terms.ScoringOf(found) is not { } text)
            yield break;
        if (Scorer.Read(Encoding.UTF8.GetBytes(text)).Tender is not { } tender)
        {
            yield return "its scoring terms cannot be read: ask the tenderer before you bid";
            yield break;
        }
        var criteria = tender.Criteria.Select(c => $"{ScreenText.Clean(c.Id)} {PerCent(c.WeightPermille)}");
        yield return $"scored by {Words.Of(tender.Method)}: {string.Join(", ", criteria)}";
    }

    private static string PerCent(int permille) =>
        permille % 10 == 0 ? $"{permille / 10}%" : $"{permille / 10}.{permille % 10}%";

    private static string Describe(OtherSession other) =>
        $"session {other.Session}, published {TimeText.Print(other.PreparedAt)}, {other.State}";
}
