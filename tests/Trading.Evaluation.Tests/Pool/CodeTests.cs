namespace Trading.Evaluation.Tests.Pool;

public class CodeTests
{
    [Theory]
    [InlineData("11010519491231002X", true)] // the example of GB 11643-1999
    [InlineData("440524188001010014", true)] // and its second
    [InlineData("110105194912310020", false)]
    [InlineData("01010519491231002X", false)]
    [InlineData("1101051949123100X2", false)]
    [InlineData("11010519491231002", false)]
    [InlineData("", false)]
    public void An_identity_number_is_checked(string id, bool isValid) => Assert.Equal(isValid, ResidentId.IsValid(id));

    [Fact]
    public void Every_single_wrong_digit_and_every_swap_is_seen()
    {
        const string Right = "11010519491231002X";
        for (var at = 0; at < 17; at++)
        {
            foreach (var digit in "0123456789".Where(d => d != Right[at]))
                Assert.NotEqual(Right[^1], ResidentId.CheckOf(Right[..at] + digit + Right[(at + 1)..]));
            if (at < 16 && Right[at] != Right[at + 1])
                Assert.NotEqual(
                    Right[^1],
                    ResidentId.CheckOf(Right[..at] + Right[at + 1] + Right[at] + Right[(at + 2)..])
                );
        }
    }

    [Theory]
    [InlineData("450000", true)]
    [InlineData("450300", true)]
    [InlineData("450305", true)]
    [InlineData("450005", false)]
    [InlineData("490000", false)]
    [InlineData("45030", false)]
    [InlineData("45030X", false)]
    public void A_region_is_six_digits_under_a_province(string code, bool isValid) =>
        Assert.Equal(isValid, RegionCode.IsValid(code));

    [Theory]
    [InlineData("450000", "450305", true)]
    [InlineData("450300", "450305", true)]
    [InlineData("450305", "450305", true)]
    [InlineData("450305", "450300", false)]
    [InlineData("450300", "450100", false)]
    [InlineData("110000", "450000", false)]
    public void A_region_holds_those_in_it(string outer, string inner, bool holds) =>
        Assert.Equal(holds, RegionCode.Contains(outer, inner));

    [Theory]
    [InlineData("A08", true)]
    [InlineData("A08010203", true)]
    [InlineData("A0801020304", false)]
    [InlineData("A", false)]
    [InlineData("A080", false)]
    [InlineData("a08", false)]
    [InlineData("A0X", false)]
    public void A_speciality_is_a_letter_and_pairs_of_digits(string code, bool isValid) =>
        Assert.Equal(isValid, Speciality.IsValid(code));

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(3000)]
    public void Invented_experts_hold_every_rule_of_the_table(int count)
    {
        using var file = new MemoryStream();
        ExpertTable.Write(file, InventedExperts.Of(count), isChinese: true);
        file.Position = 0;
        var read = ExpertTable.ReadAll(file);
        Assert.Empty(read.Faults);
        Assert.Equal(count, read.Experts.Count);
    }

    [Fact]
    public void Every_word_of_a_table_has_one_meaning()
    {
        foreach (var isChinese in new[] { true, false })
        {
            Assert.All(
                Enum.GetValues<TableField>(),
                f => Assert.Equal(f, TableWords.FieldOf(TableWords.Of(f, isChinese)))
            );
            Assert.All(
                Enum.GetValues<ExpertLevel>(),
                l => Assert.Equal(l, TableWords.LevelOf(TableWords.Of(l, isChinese)))
            );
            Assert.All(
                Enum.GetValues<ExpertStatus>(),
                s => Assert.Equal(s, TableWords.StatusOf(TableWords.Of(s, isChinese)))
            );
        }
        Assert.Equal(Enum.GetValues<TableField>(), TableWords.Fields);
        Assert.Null(TableWords.FieldOf("Name"));
    }
}
