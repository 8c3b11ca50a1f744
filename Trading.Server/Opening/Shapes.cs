using Trading.Server.Requests;

namespace Trading.Server.Opening;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

public sealed record PrepareRequest(string Session, SessionTerms Terms, IReadOnlyList<byte[]> Policies);

/// <summary>What is wrong with a lot's scoring terms, as docs/spec/scoring.md has it, and in words.</summary>
public sealed record LotFault(string Lot, string Code, string Path, string Rule, string Detail, TwoWords Words);

/// <summary>A session of the list; Mine are the caller's roles in it where the own sessions were asked for.</summary>
public sealed record SessionLine(
    string Session,
    string Title,
    string TenderCode,
    string Phase,
    bool Drill,
    long PreparedAt,
    Publisher? Publisher,
    TenderMark Tender,
    IReadOnlyList<LotLine> Lots,
    IReadOnlyList<Role> Mine
);

/// <summary>
/// The tender number of a session: published so many times, this being the Number-th (from 1). Earlier is the one right
/// before, Later the newest one behind it.
/// </summary>
public sealed record TenderMark(int Times, int Number, OtherSession? Earlier, OtherSession? Later);

/// <summary>Another session under the same number; State is running, failed (every lot), concluded or sealed.</summary>
public sealed record OtherSession(string Session, long PreparedAt, string State);

public sealed record LotLine(string Lot, string Title, string Phase, long CloseAt);

/// <summary>A lock, the terms whose hash stands in its policy, and what is known of their tender number.</summary>
public sealed record LockAnswer(byte[] Policy, byte[] Certificate, SessionTerms Terms, TenderMark Tender);

public sealed record StoredAnswer(int Envelopes, int Read, int Damaged, IReadOnlyList<DamagedPart> Parts);

/// <summary>A document of an opened bid: its section, from 1, and its plaintext bytes.</summary>
public sealed record DocumentLine(int Section, long Bytes);

public sealed record UploadRequest(byte[] Header, IReadOnlyList<byte[][]> PartRoots);

/// <summary>A declared upload; the acknowledgement where its COMMIT was accepted already, else null.</summary>
public sealed record UploadAnswer(string Upload, byte[]? Acknowledgement = null);

public sealed record MissingAnswer(bool[][] Missing);

public sealed record CommitAnswer(byte[] Acknowledgement, string EntryHash);

/// <summary>
/// What became of an entry; <c>SupersededBy</c> is the newest revision of its submission where that is another one,
/// else null.
/// </summary>
public sealed record EntryAnswer(byte[] Acknowledgement, string EntryHash, uint? SupersededBy);

public sealed record WithdrawalRequest(byte[] Statement);

public sealed record ReceiptAnswer(byte[] Receipt);

public sealed record PendingAnswer(string State);

public sealed record HeightAnswer(long Height);

public sealed record AttributesRequest(byte[] Certificate);

public sealed record AttributesAnswer(byte[] Attributes, byte[] DocumentHash);

public sealed record RecordSealRequest(byte[] Certificate, byte[] Signature);
