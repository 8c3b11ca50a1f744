namespace Trading.Server.Locks;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

public sealed record InboxAnswer(string Tag, IReadOnlyList<WantLine> Wants);

public sealed record WantLine(string Kind, string Session, string Lot, byte[] Body);

public sealed record TrusteeRequest(string Kind, string Session, string Lot, byte[] Body, byte[] Signature);
