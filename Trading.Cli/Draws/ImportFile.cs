using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// An import on its way from host to supervisor and back: what the platform will be sent, with the signatures that
/// there are. It holds no identity number and no salt; the pages write and read the same file. Source:
/// docs/spec/draw.md, "Import file".
/// </summary>
internal sealed record ImportFile
{
    /// <summary>The first value of every such file.</summary>
    public const string Kind = "trading-import/1";

    private const int BoxBytes = PersonHash.SaltBytes + SealedBox.OverheadBytes;
    private const string What = "an import";
    private const string Next = "name the file that the page for imports or import-draw --import-out wrote";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // base64 as it is
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Format { get; init; }

    public required string Draw { get; init; }

    public required byte[] Import { get; init; }

    public required byte[] GateSalt { get; init; }

    public required byte[] HostSignature { get; init; }

    public required byte[] SupervisorSignature { get; init; }

    /// <summary>The file's text.</summary>
    public static string Print(ImportedDraw draw) =>
        JsonSerializer.Serialize(
            new ImportFile
            {
                Format = Kind,
                Draw = draw.Draw,
                Import = ExternalImportCodec.ToBytes(draw.Import),
                GateSalt = draw.GateSalt,
                HostSignature = draw.HostSignature,
                SupervisorSignature = draw.SupervisorSignature,
            },
            Options
        ) + "\n";

    /// <summary>
    /// The draw of a file, without its salt. One that is no import, of another platform or gate than the trust file's,
    /// against the rules, or with a signature that does not hold, is a <see cref="CommandException"/>.
    /// </summary>
    public static ImportedDraw Read(string path, TrustFile trust)
    {
        var file = JsonFile.Read<ImportFile>(path, What, Options, Next);
        if (
            file.Format != Kind
            || file.GateSalt.Length != BoxBytes
            || !ExternalImportCodec.TryParse(file.Import, out var import)
            || import.Request.Draw != file.Draw
        )
            throw JsonFile.Wrong(path, What, "its format or its bytes are other ones", Next);
        if (
            !trust.Platforms.Any(p => p.SigningKey.AsSpan().SequenceEqual(import.PlatformKey))
            || trust.FindOffice(OfficeKind.Gate, import.Gate) is null
        )
            throw Refused("names a platform or a gate that the trust file does not hold", "take the right trust file");
        if (
            DrawRules.All.FirstOrDefault(r => r.Id == import.Request.Rules && r.Version == import.Request.RulesVersion)
                is not { } rules
            || ExternalGates.Check(import, rules).Count > 0
        )
            throw Refused("does not stand under its rules", "let the host copy the paper again");
        var draw = new ImportedDraw(file.Draw, import, file.GateSalt, file.HostSignature, file.SupervisorSignature, []);
        if (!Holds(draw, import.Host, draw.HostSignature) || !Holds(draw, import.Supervisor, draw.SupervisorSignature))
            throw Refused("has a signature that does not hold", "let the host copy the paper again");
        return draw;
    }

    private static bool Holds(ImportedDraw draw, byte[] key, byte[] signature) =>
        signature.Length == 0 || SigningKey.Verify(Suite.P256, key, Tags.DrawImport, draw.Statement, signature);

    private static CommandException Refused(string what, string next) =>
        CommandException.Refused($"The import {what}.", "spec:draw", next);
}
