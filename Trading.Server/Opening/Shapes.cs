using Trading.Opening;

namespace Trading.Server.Opening;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

public sealed record PrepareRequest(string Session, SessionTerms Terms, IReadOnlyList<byte[]> Policies);

public sealed record SessionLine(string Session, string Title, string TenderCode, string Phase, bool Drill, long PreparedAt, IReadOnlyList<LotLine> Lots);

public sealed record LotLine(string Lot, string Title, string Phase, long CloseAt);

public sealed record LockAnswer(byte[] Policy, byte[] Certificate);

public sealed record StoredAnswer(int Envelopes, int Read, int Damaged, IReadOnlyList<DamagedPart> Parts);

public sealed record UploadRequest(byte[] Header, IReadOnlyList<byte[][]> PartRoots);

/// <summary>A declared upload; the acknowledgement where its COMMIT was accepted already, else null.</summary>
public sealed record UploadAnswer(string Upload, byte[]? Acknowledgement = null);

public sealed record MissingAnswer(bool[][] Missing);

public sealed record CommitAnswer(byte[] Acknowledgement, string EntryHash);

/// <summary>What became of an entry; <c>SupersededBy</c> is the newest revision of its submission where that is another one, else null.</summary>
public sealed record EntryAnswer(byte[] Acknowledgement, string EntryHash, uint? SupersededBy);

public sealed record WithdrawalRequest(byte[] Statement);

public sealed record ReceiptAnswer(byte[] Receipt);

public sealed record PendingAnswer(string State);

public sealed record HeightAnswer(long Height);

public sealed record AttributesRequest(byte[] Certificate);

public sealed record AttributesAnswer(byte[] Attributes, byte[] DocumentHash);

public sealed record RecordSealRequest(byte[] Certificate, byte[] Signature);

public sealed record InboxAnswer(string Tag, IReadOnlyList<WantLine> Wants);

public sealed record WantLine(string Kind, string Session, string Lot, byte[] Body);

public sealed record TrusteeRequest(string Kind, string Session, string Lot, byte[] Body, byte[] Signature);

public sealed record ConsistencyAnswer(byte[][] Proof);
