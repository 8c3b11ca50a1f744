using System.Text;
using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Notes;

/// <summary>tests/vectors/notes/notes.json: cosigned checkpoints under fixed keys, and their mutations.</summary>
public sealed class NoteVectorTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record Vectors(
        string Format,
        string Origin,
        KeyLine Log,
        KeyLine[] Witnesses,
        int Threshold,
        NoteCase[] Cases
    );

    private sealed record KeyLine(string Name, NoteKeyKind Kind, byte[] PublicPoint, string KeyId);

    private sealed record NoteCase(string Name, string Note, string Result);

    [Fact]
    public void Frozen_notes_are_worth_what_they_say()
    {
        var vectors = FrozenVectors.Load("notes/notes.json", Generate());
        foreach (var line in vectors.Witnesses.Append(vectors.Log))
            Assert.Equal(line.KeyId, $"{Key(line).KeyId:x8}");
        foreach (var item in vectors.Cases)
            Assert.Equal(
                (item.Name, item.Result),
                (
                    item.Name,
                    Read(
                        item.Note,
                        vectors.Origin,
                        Key(vectors.Log),
                        [.. vectors.Witnesses.Select(Key)],
                        vectors.Threshold
                    )
                )
            );
    }

    private static string Read(string note, string origin, NoteKey log, NoteKey[] witnesses, int threshold) =>
        Note.TryParse(Encoding.UTF8.GetBytes(note), out var parsed)
            ? $"{CosignedCheckpoint.Read(parsed, origin, log, witnesses, threshold).Verdict}"
            : "NotANote";

    private static NoteKey Key(KeyLine line) => new(P256, line.Name, line.PublicPoint, line.Kind);

    private static Vectors Generate()
    {
        SigningKey[] signers =
        [
            FixedKey.From("log"),
            FixedKey.From("one"),
            FixedKey.From("two"),
            FixedKey.From("three"),
            FixedKey.From("stranger"),
        ];
        var log = new NoteKey(P256, "example.com/log", signers[0].PublicPoint, NoteKeyKind.Note);
        NoteKey[] witnesses =
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i => new NoteKey(P256, $"witness-{i}", signers[i].PublicPoint, NoteKeyKind.Cosignature)),
        ];
        var stranger = new NoteKey(P256, "stranger", signers[4].PublicPoint, NoteKeyKind.Cosignature);
        var root = P256.Hash("root"u8);
        var text = new Checkpoint("example.com/log", 42, root).ToText();
        var lines = witnesses
            .Select((key, i) => Cosignature.Sign(text, key, signers[i + 1], 1_700_000_000 + i))
            .ToArray();
        var bare = Note.Sign(text, log, signers[0]);
        var good = bare.With(lines[0]).With(lines[1]);
        var valid = Print(good);
        var base64 = Convert.ToBase64String(root);
        NoteCase[] cases =
        [
            new("two-of-three", valid, "Valid"),
            new("three-of-three", Print(good.With(lines[2])), "Valid"),
            new("unknown-witness-ignored", Print(good.With(Cosignature.Sign(text, stranger, signers[4], 1))), "Valid"),
            new("extension-line", Print(Sealed("example.com/log\n42\n" + base64 + "\nmore\n")), "Valid"),
            new("one-of-three", Print(bare.With(lines[0])), "TooFewCosignatures"),
            new(
                "only-unknown-witnesses",
                Print(bare.With(Cosignature.Sign(text, stranger, signers[4], 1))),
                "TooFewCosignatures"
            ),
            new(
                "log-signature-missing",
                valid.Replace(bare.Signatures[0] + "\n", "", StringComparison.Ordinal),
                "LogSignatureWrong"
            ),
            new(
                "log-signature-by-another",
                Print(Note.Sign(text, log, signers[4]).With(lines[0]).With(lines[1])),
                "LogSignatureWrong"
            ),
            new(
                "cosignature-of-another-text",
                Print(bare.With(Cosignature.Sign(text + "x\n", witnesses[0], signers[1], 1)).With(lines[1])),
                "CosignatureWrong"
            ),
            new(
                "cosignatures-swapped",
                Print(
                    bare.With(lines[0] with { Signature = lines[1].Signature })
                        .With(lines[1] with { Signature = lines[0].Signature })
                ),
                "CosignatureWrong"
            ),
            new(
                "cosignature-time-changed",
                Print(bare.With(lines[0] with { Signature = FlipRun.Flipped(lines[0].Signature, 7) }).With(lines[1])),
                "CosignatureWrong"
            ),
            new("another-origin", Print(Sealed("example.com/other\n42\n" + base64 + "\n")), "WrongOrigin"),
            .. new[] { "042", "-1", "+42", " 42", "4 2", "", "9223372036854775808", "42.0", "٤٢" }.Select(
                size => new NoteCase(
                    $"size-written-{size}",
                    Print(Sealed($"example.com/log\n{size}\n{base64}\n")),
                    "NotACheckpoint"
                )
            ),
            new(
                "root-of-31-bytes",
                Print(Sealed("example.com/log\n42\n" + Convert.ToBase64String(root[1..]) + "\n")),
                "NotACheckpoint"
            ),
            new(
                "root-with-spare-bits",
                Print(Sealed("example.com/log\n42\n" + base64[..42] + Spare(base64[42]) + "=\n")),
                "NotACheckpoint"
            ),
            new("root-missing", Print(Sealed("example.com/log\n42\n")), "NotACheckpoint"),
            new(
                "empty-extension-line",
                Print(Sealed("example.com/log\n42\n" + base64 + "\n\nmore\n")),
                "NotACheckpoint"
            ),
            new("without-signatures", text + "\n", "NotANote"),
            new("without-empty-line", text + bare.Signatures[0] + "\n", "NotANote"),
            new("without-final-newline", valid[..^1], "NotANote"),
            new("trailing-garbage", valid + "x", "NotANote"),
            new("trailing-empty-line", valid + "\n", "NotANote"),
            new("carriage-returns", valid.Replace("\n", "\r\n", StringComparison.Ordinal), "NotANote"),
            new("hyphen-for-dash", valid.Replace('—', '-'), "NotANote"),
            new("two-spaces", valid.Replace("witness-1 ", "witness-1  ", StringComparison.Ordinal), "NotANote"),
            new("plus-in-name", valid.Replace("witness-1", "witness+1", StringComparison.Ordinal), "NotANote"),
            new(
                "padding-missing",
                valid
                    .Replace("=\n", "\n", StringComparison.Ordinal)
                    .Replace(base64[..43], base64, StringComparison.Ordinal),
                "NotANote"
            ),
            new("signature-doubled", valid + bare.Signatures[0] + "\n", "NotANote"),
            new("signature-of-no-bytes", valid + "— empty AAAAAA==\n", "NotANote"),
            new("control-character", valid.Replace("log\n42", "log\t\n42", StringComparison.Ordinal), "NotANote"),
            new("empty", "", "NotANote"),
        ];
        return new Vectors(
            "BidLock/1 notes: note in, verdict out",
            "example.com/log",
            Line(log),
            [.. witnesses.Select(Line)],
            2,
            cases
        );

        Note Sealed(string changed)
        {
            var note = Note.Sign(changed, log, signers[0]);
            for (var i = 0; i < 2; i++)
                note = note.With(Cosignature.Sign(changed, witnesses[i], signers[i + 1], 1_700_000_000));
            return note;
        }
    }

    private static KeyLine Line(NoteKey key) => new(key.Name, key.Kind, key.PublicPoint, $"{key.KeyId:x8}");

    private static string Print(Note note) => Encoding.UTF8.GetString(note.ToBytes());

    // The next letter of the alphabet differs in bits that no byte uses.
    private static char Spare(char letter)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return alphabet[alphabet.IndexOf(letter, StringComparison.Ordinal) | 1];
    }
}
