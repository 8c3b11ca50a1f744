namespace Trading.Rooms.Packs;

/// <summary>
/// The packs that this version knows. One of this list is never edited, only followed by its next version: a start pins
/// it.
/// </summary>
public static class RoomPacks
{
    private const string Spec = "spec:room";

    /// <summary>Government procurement of goods: order 87.</summary>
    public static RoomPack ProcurementGoods { get; } =
        new(
            "procurement-goods",
            1,
            LeastSeats: 5,
            ExpertsOf: 3,
            ExpertsAtLeast: 2,
            BuyerMayLead: false,
            QualifiedBy.Host,
            LeastValid: 3,
            FewValid.Stop,
            LeastAnswerSeconds: 1800,
            MostAnswerSeconds: 86_400,
            ExtendOf: 3,
            ExtendSeconds: 3600,
            SignSeconds: 3600,
            new(
                Seats: "procurement-87:47",
                Avoid: "procurement-87:47",
                Leader: "procurement-87:45",
                Qualify: "procurement-87:44",
                Criteria: "procurement-87:55",
                Reject: "procurement-87:63",
                Few: "procurement-87:43",
                Clarify: "procurement-87:51",
                LowPrice: "procurement-87:60",
                Correct: "procurement-87:59",
                Blind: "procurement-87:62",
                Amend: "procurement-87:64",
                Brand: "procurement-87:31",
                Dispute: "procurement-87:61",
                Report: "procurement-87:61",
                Replace: "procurement-87:49",
                Extend: Spec,
                Supervise: Spec
            )
        );

    /// <summary>Government procurement of services: the same gates.</summary>
    public static RoomPack ProcurementServices { get; } = ProcurementGoods with { Id = "procurement-services" };

    /// <summary>Works: 招标投标法 and its regulation, national.</summary>
    public static RoomPack ConstructionNational { get; } =
        ProcurementGoods with
        {
            Id = "construction-national",
            BuyerMayLead = true,
            QualifiedBy = QualifiedBy.Committee,
            FewValid = FewValid.CommitteeDecides,
            Rules = new(
                Seats: "bidding-law:37",
                Avoid: "committee:12",
                Leader: "committee:9",
                Qualify: "bidding-reg:51",
                Criteria: "bidding-reg:49",
                Reject: "bidding-reg:51",
                Few: "committee:27",
                Clarify: "bidding-reg:52",
                LowPrice: "bidding-reg:51",
                Correct: "committee:19",
                Blind: "bidding-law:38",
                Amend: "bidding-reg:49",
                Brand: Spec,
                Dispute: "bidding-reg:53",
                Report: "bidding-reg:53",
                Replace: "bidding-reg:48",
                Extend: "bidding-reg:48",
                Supervise: Spec
            ),
        };

    /// <summary>Works, where the tenderer may name the leader (committee:9).</summary>
    public static RoomPack ConstructionNational2 { get; } =
        ConstructionNational with
        {
            Version = 2,
            LeaderMayBeNamed = true,
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RoomPack> All { get; } =
    [ProcurementGoods, ProcurementServices, ConstructionNational, ConstructionNational2];

    /// <summary>The pack of that id and version, or null.</summary>
    public static RoomPack? Find(string id, int version) => All.FirstOrDefault(p => p.Id == id && p.Version == version);
}
