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
        return [what, .. Describe(target.Tender)];
    }

    private static string Describe(OtherSession other) =>
        $"session {other.Session}, published {TimeText.Print(other.PreparedAt)}, {other.State}";
}
