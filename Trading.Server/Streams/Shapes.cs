namespace Trading.Server.Streams;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

public sealed record ConsistencyAnswer(byte[][] Proof);
