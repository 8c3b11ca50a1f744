namespace Trading.Cli;

/// <summary>Who is signed in, and until when (UTC microseconds).</summary>
public sealed record SignedIn(string Ticket, long ExpiresAt, string Name);

/// <summary>An account of staff and its password.</summary>
internal sealed record PasswordSignIn(string User, string Password)
{
    // A password stands in no message.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("User = ").Append(User);
        return true;
    }
}

/// <summary>One page of a stream: events after a height, the last one of the page, and the stream's head.</summary>
public sealed record FeedPage(string Stream, long Head, IReadOnlyList<FeedEvent> Events);

/// <summary>
/// One event as it stands on the wire: height, salt (none for ticks of an intake) and the exact bytes as text.
/// </summary>
public sealed record FeedEvent(long H, byte[]? Salt, string E);

/// <summary>What the hub pushes: everything between two heights.</summary>
public sealed record FeedBatch(string Stream, long From, long To, IReadOnlyList<FeedEvent> Events);

/// <summary>
/// A certified lock: canonical policy and lock certificate; the terms whose hash stands in the policy, and what is
/// known of their number. A lock that was kept by an older version has neither.
/// </summary>
public sealed record LockAnswer(
    byte[] Policy,
    byte[] Certificate,
    SessionTerms? Terms = null,
    TenderMark? Tender = null
);

/// <summary>
/// How often a tender number was published, and which one this is (from 1); the one before and the newest one behind
/// it.
/// </summary>
public sealed record TenderMark(int Times, int Number, OtherSession? Earlier, OtherSession? Later);

/// <summary>Another session under the same tender number.</summary>
public sealed record OtherSession(string Session, long PreparedAt, string State);

/// <summary>
/// The platform's signed word that a COMMIT arrived; with the newest revision of the submission where the entry was
/// asked for and is not it.
/// </summary>
public sealed record CommitAnswer(byte[] Acknowledgement, string EntryHash, uint? SupersededBy = null);

/// <summary>A declared upload: its id, and the acknowledgement where its COMMIT was accepted already.</summary>
public sealed record UploadAnswer(string Upload, byte[]? Acknowledgement);

/// <summary>
/// A withdrawal has an acknowledgement; one that came after the deadline is a revocation and has the height of its
/// event instead.
/// </summary>
public sealed record WithdrawalAnswer(byte[]? Acknowledgement, long? Height);
