using Trading.Crypto;
using Trading.Evaluation.Pool;

namespace Trading.Evaluation.Commitments;

/// <summary>The content of a name record.</summary>
/// <param name="Salt">The row's salt, 32 bytes.</param>
/// <param name="Rest">Hash of the rest of the row.</param>
/// <param name="Number">The pool's number.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">The identity number.</param>
public sealed record NameRecord(byte[] Salt, byte[] Rest, string Number, string Name, string Id)
{
    internal byte[] ToBytes() => new WireWriter().Fixed(Salt).Fixed(Rest).Text(Number).Text(Name).Text(Id).ToArray();

    internal static NameRecord? Read(byte[] plain)
    {
        try
        {
            var reader = new WireReader(plain);
            var record = new NameRecord(
                reader.Fixed(RowHash.SaltBytes),
                reader.Fixed(Suite.HashBytes),
                reader.Text(TableLimits.BytesOf(TableField.Number)),
                reader.Text(TableLimits.BytesOf(TableField.Name)),
                reader.Text(TableLimits.BytesOf(TableField.Id))
            );
            return OpenRecord.EndsInZeros(plain, record.ToBytes().Length) ? record : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => "NameRecord";
}

/// <summary>The content of a contact record.</summary>
/// <param name="Phone">11 digits.</param>
/// <param name="Code">8 digits, which the gateway tells the expert.</param>
public sealed record ContactRecord(string Phone, string Code)
{
    internal byte[] ToBytes() => new WireWriter().Text(Phone).Text(Code).ToArray();

    internal static ContactRecord? Read(byte[] plain)
    {
        try
        {
            var reader = new WireReader(plain);
            var record = new ContactRecord(
                reader.Text(TableLimits.BytesOf(TableField.Phone)),
                reader.Text(Custodian.CodeDigits)
            );
            return OpenRecord.EndsInZeros(plain, record.ToBytes().Length) ? record : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => "ContactRecord";
}

/// <summary>
/// Opening one record of one position: trustees answer with x·R and a proof, as for a list of that one point, under an
/// info that names request, root, kind and position, so that an answer is worth nothing for another record. Source:
/// docs/spec/draw.md, "Release of one record".
/// </summary>
public static class OpenRecord
{
    /// <summary>
    /// How trustees answer for the record of a position, and how answers are checked and combined.
    /// </summary>
    public static PartialOpening Opening(
        LockCertificate certificate,
        byte[] requestHash,
        byte[] root,
        RecordKind kind,
        CommittedPosition position
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(position);
        var suite = certificate.Suite;
        var spoken = Tags.Hash(
            suite,
            Tags.DrawRelease,
            requestHash,
            root,
            [(byte)kind],
            new WireWriter().U32((uint)position.Position).ToArray()
        );
        return new PartialOpening(
            suite,
            certificate.Threshold,
            certificate.VerificationShares,
            [PointOf(suite, position)],
            [.. certificate.LockId, .. spoken]
        );
    }

    /// <summary>
    /// The name record by the shared point, the code and the identity number that somebody shows; null where they do
    /// not open it, or where what it holds is not the row that was committed to.
    /// </summary>
    public static NameRecord? Name(
        LockCertificate names,
        byte[] requestHash,
        CommittedPosition position,
        Point shared,
        string code,
        string id
    )
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(position);
        var suite = names.Suite;
        var place = new RecordPlace(suite, requestHash, names.LockId, RecordKind.Name, position.Position);
        var secret = suite.Kem.FromSharedPoint(shared, position.Encapsulated, names.GroupKey);
        var plain = SealedRecord.Open(place, secret, SealedRecord.Psk(suite, code, id), position.NameRecord);
        // Without the row's hash a record could open to two persons under two codes: the cipher does not bind its key.
        return
            plain is not null
            && NameRecord.Read(plain) is { } record
            && record.Id == id
            && RowHash
                .Of(suite, record.Salt, record.Rest, record.Number, record.Name, record.Id)
                .AsSpan()
                .SequenceEqual(position.RowHash)
            ? record
            : null;
    }

    /// <summary>The contact record by the shared point; null where it does not open.</summary>
    public static ContactRecord? Contact(
        LockCertificate contacts,
        byte[] requestHash,
        CommittedPosition position,
        Point shared
    )
    {
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentNullException.ThrowIfNull(position);
        var suite = contacts.Suite;
        var place = new RecordPlace(suite, requestHash, contacts.LockId, RecordKind.Contact, position.Position);
        var secret = suite.Kem.FromSharedPoint(shared, position.Encapsulated, contacts.GroupKey);
        return SealedRecord.Open(place, secret, [], position.ContactRecord) is { } plain
            ? ContactRecord.Read(plain)
            : null;
    }

    internal static bool EndsInZeros(byte[] plain, int content) => plain.AsSpan(content).IndexOfAnyExcept((byte)0) < 0;

    private static Point PointOf(Suite suite, CommittedPosition position) =>
        suite.Group.TryDecode(position.Encapsulated, out var point)
            ? point
            : throw new ArgumentException("The position's key is no point.", nameof(position));
}
