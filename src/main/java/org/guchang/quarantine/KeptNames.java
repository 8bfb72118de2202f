package org.guchang.quarantine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a member's name says about its value, for one push format. Names are compared without case,
 * underscores and hyphens: {@code pay_amount} is {@code payAmount}. Everything that is not named
 * here is taken for personal. The names are those that the formats read, and some that help a
 * person to see what a message was about.
 */
final class KeptNames {

  /** What is done with a value that is no object, no array and no text of JSON. */
  enum Leaf {
    /** Kept as it is: ids, types. */
    VERBATIM,
    /** Kept unless it holds what no number and no time is written with: amounts, counts, times. */
    NUMBER,
    /** Kept without what looks like a phone number or an address of mail: titles, comments. */
    WORDS,
    /** Its first character is kept. */
    NICKNAME,
    /** Replaced by the token of the person. */
    PERSON,
    /** Not kept. */
    UNKNOWN
  }

  /** Objects, arrays and texts of JSON that are looked into; in all others nothing is known. */
  private static final Set<String> OPEN =
      names(
          """
          data info content msg message order lines
          order_info full_order_info orders pay_info qr_info refund_info order_detail
          shipped_order_info finder_shop_aftersale_status_update certificate after_sale
          line_items discount_allocations refund_line_items line_item transactions order_adjustments refunds
          total_price_set price_set amount_set shop_money sub_orders item items
          """);

  private static final Set<String> VERBATIM =
      names(
          """
          id type source subject specversion datacontenttype event action tag topic kind
          order_id refund_id sku
          msg_id event_id msg_type msg_tag biz_id log_id notification_id tts_notification_id
          app_key app_id client_id client_key kdt_id shop_id store_id seller_id account_id
          to_user_name mode version test biz
          p_id s_id s_ids oid tid item_id product_id sku_id
          shipped_order_id outer_sku_id outer_item_id out_sku_id out_product_id sku_code variant_id
          aftersale_id after_sale_id after_sale_order_id returns_id return_id cancel_id certificate_id qr_id
          status order_status pay_type order_type aftersale_status aftersale_type
          financial_status fulfillment_status refund_status refund_state refund_type return_type return_status
          cancel_status reason_code
          cancel_type confirm_type finish_delivery handling_way special_refund_type event_type
          is_on_hold_order currency currency_code gateway
          line_item_id room room_id sec_gift_id
          fansclub_reason_type fansclub_level
          """);

  private static final Set<String> NUMBERS =
      names(
          """
          time amount_fen quantity remaining count
          online views likes follows comments
          sku_num shipped_num num send_count gift_num gift_value like_num
          timestamp create_time created created_at update_time updated_at update pay_time
          complete_time cancel_time cancelled_at modify_time apply_time agree_time success_time
          close_time settle_time msg_time processed_at triggered_at refund_time
          amount pay_amount original_amount total_amount post_amount refund_amount
          refund_post_amount refund_voucher_num refund_fee refunded_fee price total_price
          subtotal_price current_total_price total_tax total_discounts total_discount subtotal
          total_fee before_total_fee express_fee before_express_fee post_fee payment real_payment
          """);

  private static final Set<String> WORDS = names("title");

  private static final Set<String> NICKNAMES = names("nickname");

  private static final Set<String> PERSONS =
      names(
          """
          buyer viewer person openid open_id sec_openid user_openid buyer_open_id buyer_id
          yz_open_id unionid union_id from_user_name from_user_id user_id fans_id customer_id
          customer.id
          """);

  /** What is kept of one format alone; with a dot, only in a parent of that name. */
  private static final Map<String, Map<Leaf, Set<String>>> OF_FORMAT =
      Map.of(
          "csv",
              Map.of(
                  Leaf.VERBATIM,
                  names("platform child_id"),
                  Leaf.NUMBER,
                  names("paid_at line_amount refund line_refund refunded_at"),
                  Leaf.WORDS,
                  names("product")),
          "native", Map.of(Leaf.WORDS, names("text data.name lines.name")),
          "douyin-live", Map.of(Leaf.WORDS, names("content")),
          "weixin-shop", Map.of(Leaf.VERBATIM, names("event")),
          "kuaishou", Map.of(Leaf.VERBATIM, names("user_id")));

  private final Map<Leaf, Set<String>> own;

  private KeptNames(Map<Leaf, Set<String>> own) {
    this.own = own;
  }

  static KeptNames of(String format) {
    return new KeptNames(OF_FORMAT.getOrDefault(format, Map.of()));
  }

  private static Set<String> names(String words) {
    return Arrays.stream(words.strip().split("\\s+", -1))
        .map(KeptNames::plain)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As names are compared. */
  static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /**
   * @param name plain
   */
  boolean isOpen(String name) {
    return OPEN.contains(name);
  }

  /**
   * What is done with a value.
   *
   * @param parent plain name of the object's own name, empty at the root
   * @param name plain
   * @param open whether all that is around the value is looked into
   */
  Leaf leaf(String parent, String name, boolean open) {
    String full = parent + '.' + name;
    return Stream.<Function<Leaf, Set<String>>>of(
            leaf -> own.getOrDefault(leaf, Set.of()), KeptNames::everywhere)
        .flatMap(
            names ->
                Arrays.stream(Leaf.values())
                    .filter(leaf -> open || leaf == Leaf.PERSON)
                    .filter(
                        leaf ->
                            names.apply(leaf).contains(name) || names.apply(leaf).contains(full)))
        .findFirst()
        .orElse(Leaf.UNKNOWN);
  }

  private static Set<String> everywhere(Leaf leaf) {
    return switch (leaf) {
      case VERBATIM -> VERBATIM;
      case NUMBER -> NUMBERS;
      case WORDS -> WORDS;
      case NICKNAME -> NICKNAMES;
      case PERSON -> PERSONS;
      case UNKNOWN -> Set.of();
    };
  }
}
