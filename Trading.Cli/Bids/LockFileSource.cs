namespace Trading.Cli;

/// <summary>Reads a lock that was fetched before, for machines that never meet the platform.</summary>
internal static class LockFileSource
{
    private const string Next = "fetch it with: trading lock --session ID --lot ID --trust FILE --out FILE";

    public static VerifiedLock Read(TrustFile trust, string path) =>
        JsonFile.Read<LockAnswer>(path, "a lock", ApiClient.Json, Next)
            is { Policy: not null, Certificate: not null } answer
            ? VerifiedLock.Check(trust, answer)
            : throw JsonFile.Wrong(path, "a lock", "policy or certificate is missing", Next);
}
