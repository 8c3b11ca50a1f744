using System.Text;

namespace Trading.Recount.Tests;

/// <summary>Section 4.1: what is no file at all, and what a value may look like.</summary>
public class FormFaultTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/* no */}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"\\udfff\":1}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("\uFEFF{}")]
    [InlineData("[[[[[[[[[]]]]]]]]]")] // nine levels
    [InlineData("{\"a\":1,\"a\":2")] // not JSON goes before a key that stands twice
    public void What_is_no_json_is_refused_at_the_root(string text) => Script.IsRefused(text, "not-json", "$");

    [Theory]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x7B, 0x7D, 0x00 })]
    public void What_is_no_utf8_is_no_json(byte[] bytes) => Assert.Equal("not-json", Recount.Score(bytes).ErrorCode);

    [Fact]
    public void Eight_levels_are_read() => Script.IsRefused("[[[[[[[[]]]]]]]]", "wrong-type", "$");

    [Fact]
    public void A_file_that_is_too_large_is_not_even_read()
    {
        Assert.Equal(("too-large", "$"), Fault(67_108_865));
        Assert.Equal(("not-json", "$"), Fault(67_108_864));
        static (string?, string?) Fault(int size)
        {
            var counted = Recount.Score(new byte[size]);
            return (counted.ErrorCode, counted.ErrorPath);
        }
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "$.a")]
    [InlineData("""{"a":1,"\u0061":2}""", "$.a")]
    [InlineData("""{"b":{"x":[1,{"c":1,"c":2}]},"b":1}""", "$.b.x[1].c")]
    [InlineData("""{"b":[{"c":1},[2],{"c":1,"d":[],"c":2}]}""", "$.b[2].c")]
    [InlineData("""[{"c":1,"c":1}]""", "$[0].c")]
    [InlineData("""{"a":{"k":1},"b":{"k":1},"k":1,"a":{"k":1,"k":1}}""", "$.a")]
    public void A_key_that_stands_twice_is_found_in_document_order(string json, string path) =>
        Script.IsRefused(json, "duplicate-key", path);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void The_root_is_an_object(string json) => Script.IsRefused(json, "wrong-type", "$");

    [Fact]
    public void An_unknown_key_goes_before_a_missing_one() =>
        Script.IsRefused("""{"format":5,"zz":1,"yy":2}""", "unknown-key", "$.zz");

    [Fact]
    public void An_unknown_key_stands_in_its_path_as_it_is() =>
        Script.IsRefused("""{"a.b[0]\"\u00e9":1}""", "unknown-key", "$.a.b[0]\"é");

    [Theory]
    [InlineData("pack=", "missing-key", "$.pack")]
    [InlineData("pack=null", "wrong-type", "$.pack")]
    [InlineData("""format="trading-score/2" """, "unknown-value", "$.format")]
    [InlineData("""pack="procurement" | method=3""", "unknown-value", "$.pack")]
    [InlineData("method=3", "wrong-type", "$.method")]
    [InlineData("parameters=[]", "wrong-type", "$.parameters")]
    [InlineData("""parameters={"k":1}""", "unknown-key", "$.parameters.k")]
    [InlineData("ceilingFen=0", "out-of-range", "$.ceilingFen")]
    [InlineData("ceilingFen=100000000000001", "out-of-range", "$.ceilingFen")]
    [InlineData("ceilingMillionths=10000001", "out-of-range", "$.ceilingMillionths")]
    [InlineData("""rounding="some" """, "unknown-value", "$.rounding")]
    [InlineData("rounding=2", "wrong-type", "$.rounding")]
    [InlineData("rounding={}", "missing-key", "$.rounding.at")]
    [InlineData("""rounding={"at":"item","digits":13}""", "out-of-range", "$.rounding.digits")]
    [InlineData("""rounding={"at":"item","mode":"even"}""", "unknown-value", "$.rounding.mode")]
    [InlineData("criteria=[]", "wrong-count", "$.criteria")]
    [InlineData("criteria=", "missing-key", "$.criteria")]
    [InlineData("""criteria[1]={"id":"x","weightPermille":0}""", "missing-key", "$.criteria[1].kind")]
    [InlineData("criteria[1].weightPermille=0", "out-of-range", "$.criteria[1].weightPermille")]
    [InlineData("criteria[1].maxHundredths=100001", "out-of-range", "$.criteria[1].maxHundredths")]
    [InlineData("""members=[{"id":"m","name":"n"}]""", "unknown-key", "$.members[0].name")]
    [InlineData("members=[null]", "wrong-type", "$.members[0]")]
    [InlineData("bids[0].priceFen=1.0", "wrong-type", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=1e3", "wrong-type", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=-0", "wrong-type", "$.bids[0].priceFen")]
    [InlineData("""bids[0].priceFen="5" """, "wrong-type", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=-1", "out-of-range", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=100000000000001", "out-of-range", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=1000000000000000", "out-of-range", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=9999999999999999999999999999999999999999", "out-of-range", "$.bids[0].priceFen")]
    [InlineData("bids[0].priceFen=18446744073709551617", "out-of-range", "$.bids[0].priceFen")]
    [InlineData("bids[0].adjustPermille=1000", "out-of-range", "$.bids[0].adjustPermille")]
    [InlineData("""bids[0].id="" """, "bad-text", "$.bids[0].id")]
    [InlineData("""bids[0].id="a\u200Bb" """, "bad-text", "$.bids[0].id")]
    [InlineData("""bids[0].id="a\u0000" """, "bad-text", "$.bids[0].id")]
    [InlineData("""bids[0].id="\u0085" """, "bad-text", "$.bids[0].id")]
    [InlineData("""bids[0].id="\uFEFF" """, "bad-text", "$.bids[0].id")]
    [InlineData("bids[0].id=7", "wrong-type", "$.bids[0].id")]
    [InlineData("bids[0].valid=1", "wrong-type", "$.bids[0].valid")]
    [InlineData("bids[0].quotation=[]", "wrong-type", "$.bids[0].quotation")]
    [InlineData(
        """bids[0].quotation={"items":[{"id":"i","unitFen":1,"quantityMillionths":0,"totalFen":1}]}""",
        "out-of-range",
        "$.bids[0].quotation.items[0].quantityMillionths"
    )]
    [InlineData(
        """bids[0].quotation={"items":[{"id":"i","unitFen":1,"totalFen":1}]}""",
        "missing-key",
        "$.bids[0].quotation.items[0].quantityMillionths"
    )]
    [InlineData(
        """bids[0].deviations=[{"id":"d","fen":-100000000000001}]""",
        "out-of-range",
        "$.bids[0].deviations[0].fen"
    )]
    [InlineData("""brandChosen=[{"brand":"x"}]""", "missing-key", "$.brandChosen[0].bid")]
    [InlineData("sheets[3].hundredths=1000000001", "out-of-range", "$.sheets[3].hundredths")]
    [InlineData("""sheets[3].reason="" """, "bad-text", "$.sheets[3].reason")]
    [InlineData("""amendments=[{"kind":"other"}]""", "unknown-value", "$.amendments[0].kind")]
    [InlineData(
        """amendments=[{"kind":"sum","member":"m1","bid":"a","before":1,"after":2}]""",
        "missing-key",
        "$.amendments[0].reason"
    )]
    [InlineData("""timings=[{"member":"m1","bid":"a","seconds":1000001}]""", "out-of-range", "$.timings[0].seconds")]
    [InlineData("""timings={}""", "wrong-type", "$.timings")]
    [InlineData("""sheets={} | bids=7""", "wrong-type", "$.bids")] // order of the table, not of the file
    public void A_value_of_another_form_is_refused(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Goods, edits), code, path);

    [Theory]
    [InlineData("\"1/0\"", "bad-fraction")]
    [InlineData("\"01\"", "bad-fraction")]
    [InlineData("\"1/01\"", "bad-fraction")]
    [InlineData("\"-1\"", "bad-fraction")]
    [InlineData("\"1.5\"", "bad-fraction")]
    [InlineData("\"1/2/3\"", "bad-fraction")]
    [InlineData("\"\"", "bad-fraction")]
    [InlineData("\"/2\"", "bad-fraction")]
    [InlineData("\"1/\"", "bad-fraction")]
    [InlineData("\"１\"", "bad-fraction")]
    [InlineData(
        "\"1111111111111111111111111111111111111111/1111111111111111111111111111111111111111\"",
        "bad-fraction"
    )]
    [InlineData("1111111111111111111111111111111111111111", "out-of-range")]
    [InlineData("\"1000000000000000000/1\"", "bad-fraction")] // nineteen digits
    [InlineData("\"0/5\"", "out-of-range")]
    [InlineData("\"1/1001\"", "out-of-range")]
    [InlineData("\"2000000000000001/1000000000000000\"", "out-of-range")]
    [InlineData("-1", "out-of-range")]
    [InlineData("3", "out-of-range")]
    [InlineData("1.0", "wrong-type")]
    [InlineData("true", "wrong-type")]
    public void A_fraction_has_one_form(string k, string code) =>
        Script.IsRefused(Script.Edit(Script.Average, "parameters.K=" + k), code, "$.parameters.K");

    [Theory]
    [InlineData("\"950/1000\"")]
    [InlineData("\"950000000000000000/999999999999999999\"")]
    [InlineData("1")]
    [InlineData("\"2\"")]
    public void A_fraction_need_not_be_in_lowest_terms(string k) =>
        Assert.Equal(5, Script.Rows(Script.Edit(Script.Average, "parameters.K=" + k)).Length);

    [Fact]
    public void Null_is_absent_where_a_key_is_optional()
    {
        const string Nulls = """
            priceKind=null | parameters=null | ceilingFen=null | rounding=null | memberMean=null | members=null | brandChosen=null | amendments=null | timings=null | bids[0].brand=null | bids[0].quotation=null | bids[0].valid=null | sheets[0].reason=null
            """;
        Assert.Equal(Script.Rows(Script.Goods), Script.Rows(Script.Edit(Script.Goods, Nulls)));
    }

    [Fact]
    public void A_text_counts_scalars_and_not_units()
    {
        var longest = string.Concat(Enumerable.Repeat("𐀀", 64));
        Assert.Single(Script.Rows(Script.PriceOnly("construction-national", "lowest-price-benchmark", (longest, 1))));
        Script.IsRefused(
            Script.PriceOnly("construction-national", "lowest-price-benchmark", (longest + "a", 1)),
            "bad-text",
            "$.bids[0].id"
        );
    }

    [Fact]
    public void White_space_around_the_file_is_fine() =>
        Assert.Null(Recount.Score(Encoding.UTF8.GetBytes(" \r\n\t" + Script.Goods + "\n ")).ErrorCode);
}
