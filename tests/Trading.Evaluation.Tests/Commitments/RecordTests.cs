using Trading.Crypto;

namespace Trading.Evaluation.Tests.Commitments;

public class RecordTests
{
    private static readonly Draw Made = Draw.Of(60);

    [Fact]
    public void A_name_opens_with_its_own_code_and_identity_alone()
    {
        var (mine, other) = (Made.Commitment.Secrets[0], Made.Commitment.Secrets[1]);
        var opened = Made.Name(0, mine.Code, mine.Expert.Id);
        Assert.Equal((mine.Expert.Number, mine.Expert.Name, mine.Expert.Id), (opened!.Number, opened.Name, opened.Id));
        Assert.Null(Made.Name(0, other.Code, mine.Expert.Id));
        Assert.Null(Made.Name(0, mine.Code, other.Expert.Id));
        Assert.Null(Made.Name(1, mine.Code, mine.Expert.Id));
    }

    [Fact]
    public void A_contact_opens_under_its_own_lock_alone()
    {
        var secret = Made.Commitment.Secrets[2];
        var position = Made.Commitment.Positions[2];
        Assert.Equal(
            new ContactRecord(secret.Expert.Phone, secret.Code),
            OpenRecord.Contact(Made.Locks.Contact, Made.Request.Hash(), position, Made.Shared(LockPurpose.Contact, 2))
        );
        Assert.Null(
            OpenRecord.Contact(Made.Locks.Contact, Made.Request.Hash(), position, Made.Shared(LockPurpose.Names, 2))
        );
        Assert.Null(
            OpenRecord.Contact(
                Made.Locks.Contact,
                Made.Request.Hash(),
                position with
                {
                    Position = 3,
                },
                Made.Shared(LockPurpose.Contact, 2)
            )
        );
    }

    [Fact]
    public void An_answer_for_one_record_is_worth_nothing_for_another()
    {
        PartialOpening Opening(int position, RecordKind kind) =>
            OpenRecord.Opening(
                Made.Locks.Names,
                Made.Request.Hash(),
                Made.Commitment.Root,
                kind,
                Made.Commitment.Positions[position]
            );
        var answer = Made.Trustees.Answer(LockPurpose.Names, Opening(0, RecordKind.Name), 1);
        Assert.Equal(PartialFault.None, Opening(0, RecordKind.Name).Check(answer));
        Assert.Equal(PartialFault.WrongProof, Opening(1, RecordKind.Name).Check(answer));
        Assert.Equal(PartialFault.WrongProof, Opening(0, RecordKind.Contact).Check(answer));
    }

    [Fact]
    public void A_record_that_opens_to_another_row_than_was_committed_to_is_refused()
    {
        var secret = Made.Commitment.Secrets[0];
        var changed = Made.Commitment.Positions[0] with { RowHash = Made.Commitment.Positions[1].RowHash };
        Assert.Null(
            OpenRecord.Name(
                Made.Locks.Names,
                Made.Request.Hash(),
                changed,
                Made.Shared(LockPurpose.Names, 0),
                secret.Code,
                secret.Expert.Id
            )
        );
    }

    [Fact]
    public void Records_have_one_size_whoever_is_in_them()
    {
        var longest = InventedExperts.Of(1).Single() with { Number = new string('9', 32), Name = new string('张', 32) };
        Assert.Equal(
            222,
            new NameRecord(new byte[32], new byte[32], longest.Number, longest.Name, longest.Id).ToBytes().Length
        );
        Assert.All(
            Made.Commitment.Positions,
            p => Assert.Equal((256, 256, 633), (p.NameRecord.Length, p.ContactRecord.Length, p.ToBytes().Length))
        );
        Assert.Throws<ArgumentException>(() =>
            SealedRecord.Seal(
                new RecordPlace(Suite.P256, new byte[32], new byte[32], RecordKind.Contact, 0),
                new byte[32],
                [],
                new byte[SealedRecord.PlainBytes + 1]
            )
        );
    }

    [Fact]
    public void Content_ends_in_zeros_or_is_none()
    {
        var plain = new byte[SealedRecord.PlainBytes];
        new ContactRecord("13800000000", "12345678").ToBytes().CopyTo(plain, 0);
        Assert.NotNull(ContactRecord.Read(plain));
        plain[^1] = 1;
        Assert.Null(ContactRecord.Read(plain));
        Assert.Null(NameRecord.Read([.. Enumerable.Repeat((byte)0xff, SealedRecord.PlainBytes)]));
    }

    [Fact]
    public void Positions_and_heads_are_read_to_the_same_bytes()
    {
        foreach (var position in Made.Commitment.Positions)
        {
            Assert.True(CommittedPosition.TryParse(position.ToBytes(), out var read));
            Assert.Equal(position.ToBytes(), read.ToBytes());
        }
        var head = Made.Commitment.Head.ToBytes();
        Assert.Equal(193, head.Length);
        Assert.True(CommitmentHead.TryParse(head, out var same));
        Assert.Equal(head, same.ToBytes());
        Assert.False(CommitmentHead.TryParse([.. head, 0], out _));
        Assert.False(CommitmentHead.TryParse([2, .. head[1..]], out _));
        Assert.False(CommittedPosition.TryParse(head, out _));
    }
}
