namespace Trading.Gate.Doors;

/// <summary>An opened name record as the platform gets it.</summary>
internal sealed record SeatRecord(int Position, string Number, string Name, string Id, byte[] Salt, byte[] Rest)
{
    public static SeatRecord Of(int position, NameRecord record) =>
        new(position, record.Number, record.Name, record.Id, record.Salt, record.Rest);

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"SeatRecord {Position}";
}

/// <summary>Who came to a seat that a hash names, as the platform gets it.</summary>
internal sealed record PersonRecord(int Number, string Name, string Id, byte[] Signature)
{
    public static PersonRecord Of(SeatKey key, string name, string id, OfficeSelf self) =>
        new(
            key.Position,
            name,
            id,
            self.SigningKey.Sign(
                Tags.DrawPersonNamed,
                new PersonNaming(key.Draw, key.Root, key.Position, name, id).ToBytes()
            )
        );

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"PersonRecord {Number}";
}
