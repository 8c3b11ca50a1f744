using System.Text.Json;
using Trading.Crypto;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>
/// What a bidder must keep: the platform knows no link from a person to a submission, so whoever holds this file, and nobody else, can
/// replace or withdraw the bid. One kit per revision; acknowledgement and receipt are added as they come.
/// </summary>
public sealed record SubmissionKit
{
    private const string FormatName = "trading-kit/1";
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Format { get; init; } = FormatName;
    public required string Session { get; init; }
    public required string Lot { get; init; }

    /// <summary>Identifier of the lock, 32 bytes.</summary>
    public required byte[] LockId { get; init; }

    /// <summary>Submission id, 32 hexadecimal digits.</summary>
    public required string Submission { get; init; }
    public required uint Revision { get; init; }

    /// <summary>PKCS#8 of the submission key.</summary>
    public required byte[] SubmissionKey { get; init; }

    /// <summary>The signed header of the sealed file, which the kit's bid is known by.</summary>
    public required byte[] Header { get; init; }

    /// <summary>The platform's signed word that the COMMIT arrived; null before.</summary>
    public byte[]? Acknowledgement { get; init; }

    /// <summary>Hash of the entry, 64 hexadecimal digits: what receipts name.</summary>
    public required string EntryHash { get; init; }

    /// <summary>The full receipt; null while the witnesses have not signed.</summary>
    public byte[]? Receipt { get; init; }

    public static SubmissionKit Read(string path)
    {
        try
        {
            var kit = JsonSerializer.Deserialize<SubmissionKit>(File.ReadAllText(path), Indented) ?? throw new JsonException("the file is empty");
            return kit.Format == FormatName && Names.IsSession(kit.Session) && Names.IsLot(kit.Lot) && Names.IsSubmission(kit.Submission)
                ? kit
                : throw new JsonException("the format is unknown");
        }
        catch (JsonException problem) { throw CommandException.Usage($"{path} is no submission kit: {problem.Message}"); }
    }

    /// <summary>Writes the kit in one step, readable by its owner only.</summary>
    public void Write(string path) => PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, Indented));

    public SigningKey OpenKey() => SigningKey.TryFromPkcs8(Suite.P256, SubmissionKey, out var key)
        ? key
        : throw CommandException.Usage("The kit's submission key cannot be read.");
}
