using System.Text;

namespace Trading.Crypto.Tests.Notes;

public sealed class NoteTests
{
    private static readonly SigningKey Log = FixedKey.From("log"),
        One = FixedKey.From("one"),
        Two = FixedKey.From("two");
    private static readonly NoteKey LogKey = new(Suite.P256, "example.com/log", Log.PublicPoint, NoteKeyKind.Note);
    private static readonly NoteKey OneKey = new(Suite.P256, "witness/one", One.PublicPoint, NoteKeyKind.Cosignature);
    private static readonly NoteKey TwoKey = new(Suite.P256, "witness/two", Two.PublicPoint, NoteKeyKind.Cosignature);
    private static readonly Checkpoint Head = new("example.com/log", 20_852_163, Suite.P256.Hash("root"u8));

    [Fact]
    public void The_examples_of_the_specifications_parse_and_print_back()
    {
        foreach (
            var example in new[]
            {
                "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— "
                    + "quasimodo.example/salvatore "
                    + "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n",
                "This is an example message.\n\n— example.com/foo "
                    + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
                "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— "
                    + "example.com/behind-the-sofa "
                    + "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n",
            }
        )
        {
            Assert.True(Note.TryParse(Encoding.UTF8.GetBytes(example), out var note));
            Assert.Equal(example, Encoding.UTF8.GetString(note.ToBytes()));
        }
    }

    [Fact]
    public void A_note_is_signed_by_its_key_and_by_no_other()
    {
        var note = Note.Sign(Head.ToText(), LogKey, Log);
        Assert.True(note.IsSignedBy(LogKey));
        Assert.False(note.IsSignedBy(new NoteKey(Suite.P256, "example.com/log", One.PublicPoint, NoteKeyKind.Note)));
        Assert.False(note.IsSignedBy(new NoteKey(Suite.P256, "example.com/other", Log.PublicPoint, NoteKeyKind.Note)));
        Assert.False(
            note.IsSignedBy(new NoteKey(Suite.P256, "example.com/log", Log.PublicPoint, NoteKeyKind.Cosignature))
        );
    }

    [Fact]
    public void Enough_witnesses_make_a_checkpoint_valid()
    {
        var note = Cosigned();
        var read = CosignedCheckpoint.Read(note, Head.Origin, LogKey, [OneKey, TwoKey], 2);
        Assert.Equal(CheckpointVerdict.Valid, read.Verdict);
        Assert.Equal([new Cosigner("witness/one", 1_679_315_147), new Cosigner("witness/two", 0)], read.Cosigners);
        Assert.Equal(Head.Size, read.Head!.Size);
        Assert.True(Note.TryParse(note.ToBytes(), out var again));
        Assert.Equal(note.ToBytes(), again.ToBytes());
    }

    [Fact]
    public void One_witness_under_two_names_counts_once()
    {
        var alias = new NoteKey(Suite.P256, "witness/alias", One.PublicPoint, NoteKeyKind.Cosignature);
        var note = Note.Sign(Head.ToText(), LogKey, Log)
            .With(Cosignature.Sign(Head.ToText(), OneKey, One, 1))
            .With(Cosignature.Sign(Head.ToText(), alias, One, 1));
        Assert.Equal(
            CheckpointVerdict.TooFewCosignatures,
            CosignedCheckpoint.Read(note, Head.Origin, LogKey, [OneKey, alias], 2).Verdict
        );
    }

    [Fact]
    public void Each_way_to_be_worth_nothing_has_its_verdict()
    {
        var note = Cosigned();
        var another = new Checkpoint(Head.Origin, Head.Size + 1, Head.Root).ToText();
        Assert.Equal(CheckpointVerdict.WrongOrigin, Verdict(note, origin: "example.com/other"));
        Assert.Equal(CheckpointVerdict.TooFewCosignatures, Verdict(Note.Sign(Head.ToText(), LogKey, Log)));
        Assert.Equal(CheckpointVerdict.NotACheckpoint, Verdict(Note.Sign("hello\n", LogKey, Log)));
        Assert.Equal(CheckpointVerdict.LogSignatureWrong, Verdict(Note.Sign(Head.ToText(), LogKey, One)));
        Assert.Equal(
            CheckpointVerdict.CosignatureWrong,
            Verdict(Note.Sign(Head.ToText(), LogKey, Log).With(Cosignature.Sign(another, OneKey, One, 5)))
        );
        Assert.Equal(
            CheckpointVerdict.CosignatureWrong,
            Verdict(Note.Sign(Head.ToText(), LogKey, Log).With(Cosignature.Sign(Head.ToText(), OneKey, Two, 5)))
        );
    }

    [Fact]
    public void A_cosignature_with_its_time_changed_is_wrong()
    {
        var line = Cosignature.Sign(Head.ToText(), OneKey, One, 1000);
        Assert.True(Cosignature.TryVerify(Head.ToText(), OneKey, line, out var time));
        Assert.Equal(1000, time);
        var moved = (byte[])line.Signature.Clone();
        moved[7] ^= 1;
        Assert.False(Cosignature.TryVerify(Head.ToText(), OneKey, line with { Signature = moved }, out _));
        Assert.False(Cosignature.TryVerify(Head.ToText(), OneKey, line with { Signature = moved[..^1] }, out _));
        Assert.False(
            Cosignature.TryVerify(
                Head.ToText(),
                OneKey,
                line with
                {
                    Signature = [.. Enumerable.Repeat((byte)0xff, 72)],
                },
                out _
            )
        );
    }

    [Fact]
    public void A_signature_line_travels_alone()
    {
        var line = Cosignature.Sign(Head.ToText(), OneKey, One, 1000);
        Assert.True(NoteSignature.TryParse(line.ToString(), out var read));
        Assert.True(Cosignature.TryVerify(Head.ToText(), OneKey, read, out _));
        foreach (var wrong in new[] { line + "\n", line.ToString()[1..], line + " ", "", "— x", "— x AAAAAA==" })
            Assert.False(NoteSignature.TryParse(wrong, out _));
    }

    [Fact]
    public void A_signature_of_a_note_is_not_a_cosignature_and_the_reverse()
    {
        var plain = new NoteKey(Suite.P256, "witness/one", One.PublicPoint, NoteKeyKind.Note);
        Assert.NotEqual(plain.KeyId, OneKey.KeyId);
        var line = Note.Sign(Head.ToText(), plain, One).Signatures[0];
        Assert.False(Cosignature.TryVerify(Head.ToText(), OneKey, line with { KeyId = OneKey.KeyId }, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cosignature.Sign(Head.ToText(), plain, One, 1));
    }

    [Fact]
    public void Nobody_signs_a_note_twice_and_a_note_has_a_last_line()
    {
        var note = Cosigned();
        Assert.Throws<ArgumentException>(() => note.With(note.Signatures[1]));
        for (var i = note.Signatures.Count; i < Note.MostSignatures; i++)
            note = note.With(new NoteSignature($"w{i}", 7, [1]));
        Assert.True(Note.TryParse(note.ToBytes(), out _));
        Assert.Throws<ArgumentException>(() => note.With(new NoteSignature("one-too-many", 7, [1])));
        Assert.False(
            Note.TryParse(
                [.. note.ToBytes(), .. Encoding.UTF8.GetBytes(new NoteSignature("one-too-many", 7, [1]) + "\n")],
                out _
            )
        );
    }

    [Fact]
    public void Any_flipped_byte_of_a_cosigned_note_is_worth_nothing_or_fewer_witnesses()
    {
        var bytes = Cosigned().ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] ^= 1;
            if (Note.TryParse(wrong, out var note))
                Assert.NotEqual(CheckpointVerdict.Valid, Verdict(note));
        }
    }

    private static Note Cosigned() =>
        Note.Sign(Head.ToText(), LogKey, Log)
            .With(Cosignature.Sign(Head.ToText(), OneKey, One, 1_679_315_147))
            .With(Cosignature.Sign(Head.ToText(), TwoKey, Two, 0));

    private static CheckpointVerdict Verdict(Note note, string origin = "example.com/log") =>
        CosignedCheckpoint.Read(note, origin, LogKey, [OneKey, TwoKey], 2).Verdict;
}
