using System.Text.Json;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>Reads a lock that was fetched before, for machines that never meet the platform.</summary>
internal static class LockFileSource
{
    public static VerifiedLock Read(TrustFile trust, string path)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<LockAnswer>(File.ReadAllText(path), ApiClient.Json);
            if (answer is { Policy: not null, Certificate: not null }) return VerifiedLock.Check(trust, answer);
            throw new JsonException("policy or certificate is missing");
        }
        catch (JsonException problem) { throw CommandException.Usage($"{path} is no lock: {problem.Message}", "fetch it with: trading lock"); }
    }
}
