namespace Trading.Cli;

/// <summary>Who is signed in, and until when (UTC microseconds).</summary>
public sealed record SignedIn(string Ticket, long ExpiresAt, string Name);

/// <summary>One page of a stream: events after a height, the last one of the page, and the stream's head.</summary>
public sealed record FeedPage(string Stream, long Head, IReadOnlyList<FeedEvent> Events);

/// <summary>One event as it stands on the wire: height, salt (none for ticks of an intake) and the exact bytes as text.</summary>
public sealed record FeedEvent(long H, byte[]? Salt, string E);

/// <summary>What the hub pushes: everything between two heights.</summary>
public sealed record FeedBatch(string Stream, long From, long To, IReadOnlyList<FeedEvent> Events);

/// <summary>A certified lock: canonical policy and lock certificate.</summary>
public sealed record LockAnswer(byte[] Policy, byte[] Certificate);

/// <summary>The platform's signed word that a COMMIT arrived; with the newest revision of the submission where the entry was asked for and is not it.</summary>
public sealed record CommitAnswer(byte[] Acknowledgement, string EntryHash, uint? SupersededBy = null);

/// <summary>A declared upload: its id, and the acknowledgement where its COMMIT was accepted already.</summary>
public sealed record UploadAnswer(string Upload, byte[]? Acknowledgement);

/// <summary>A withdrawal has an acknowledgement; one that came after the deadline is a revocation and has the height of its event instead.</summary>
public sealed record WithdrawalAnswer(byte[]? Acknowledgement, long? Height);
