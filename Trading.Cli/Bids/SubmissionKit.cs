using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// What a bidder must keep: the platform knows no link from a person to a submission, so whoever holds this file, and
/// nobody else, can replace or withdraw the bid. One kit per revision; acknowledgement and receipt are added as they
/// come.
/// </summary>
public sealed record SubmissionKit
{
    private const string FormatName = "trading-kit/1";
    private const string Next = "name the .kit that seal wrote beside the .bid";
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

    /// <summary>
    /// The signed header of the sealed file, which the kit's bid is known by; of a withdrawal its statement.
    /// </summary>
    public required byte[] Header { get; init; }

    /// <summary>The platform's signed word that the COMMIT arrived; null before.</summary>
    public byte[]? Acknowledgement { get; init; }

    /// <summary>Hash of the entry, 64 hexadecimal digits: what receipts name.</summary>
    public required string EntryHash { get; init; }

    /// <summary>The full receipt; null while the witnesses have not signed.</summary>
    public byte[]? Receipt { get; init; }

    /// <summary>Whether it is the kit of a withdrawal, as <c>trading withdraw</c> leaves one.</summary>
    [JsonIgnore]
    public bool IsWithdrawal => Withdrawal.TryParse(Header, out _, out _);

    /// <summary>What the kit's hash is the hash of, with it.</summary>
    [JsonIgnore]
    public string EntryText => $"{(IsWithdrawal ? "withdrawal" : "envelope")} {EntryHash}";

    public static SubmissionKit Read(string path)
    {
        var kit = JsonFile.Read<SubmissionKit>(path, "a submission kit", Indented, Next);
        return
            kit.Format == FormatName
            && Names.IsSession(kit.Session)
            && Names.IsLot(kit.Lot)
            && Names.IsSubmission(kit.Submission)
            && Names.IsHash(kit.EntryHash)
            && kit is { LockId: not null, SubmissionKey: not null, Header: not null }
            ? kit
            : throw JsonFile.Wrong(
                path,
                "a submission kit",
                $"its format is not {FormatName}, or one of its names is malformed",
                Next
            );
    }

    /// <summary>Writes the kit in one step, readable by its owner only.</summary>
    public void Write(string path) => PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, Indented));

    public SigningKey OpenKey() =>
        SigningKey.TryFromPkcs8(Suite.P256, SubmissionKey, out var key)
            ? key
            : throw CommandException.Usage(
                "The kit's submission key cannot be read.",
                "use a good copy of the kit: without its key nobody can replace or withdraw the bid"
            );
}
