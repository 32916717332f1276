package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.message.Commerce;
import io.botflow.message.Commerce.ProductView;
import io.botflow.message.MessageContent;
import io.botflow.message.ProductSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products of the business's catalogue, as authors set them up.
 *
 * @param catalog the catalogue's id at the channel; null for the whole catalogue that the number is
 *     connected to
 * @param products the business's own product numbers; empty for the whole catalogue
 * @param cards whether several are shown as cards and not as a list
 * @param thumbnail of the whole catalogue: the product whose picture is shown, or null
 */
public record ProductsSpec(
    @Setting("Catalogue id") @Nullable String catalog,
    @Setting("Product numbers") List<Template> products,
    @Setting("As cards") boolean cards,
    @Setting("Product whose picture is shown") @Nullable String thumbnail) {
  public ProductsSpec {
    products = products == null ? List.of() : List.copyOf(products);
  }

  MessageContent content(
      TurnContext turn, String body, @Nullable String header, @Nullable String footer) {
    if (products.isEmpty() || catalog == null) {
      return new Commerce.Catalog(body, footer, thumbnail);
    }
    List<String> numbers = products.stream().map(turn::render).toList();
    ProductView view = view();
    return new Commerce.Products(
        body.isEmpty() ? null : body,
        view == ProductView.LIST ? header : null,
        view == ProductView.CARDS ? null : footer,
        catalog,
        List.of(new ProductSection(null, numbers)),
        view);
  }

  private ProductView view() {
    if (products.size() == 1) {
      return ProductView.SINGLE;
    }
    return cards ? ProductView.CARDS : ProductView.LIST;
  }

  void check(@Nullable Template text, @Nullable Template header, FlowCheck check, String at) {
    if (catalog == null && !products.isEmpty()) {
      check.report(ProblemCode.MISSING_VALUE, at + "/catalog", "Products need their catalogue.");
    }
    boolean single = products.size() == 1;
    if (text == null && !single) {
      check.report(
          ProblemCode.MISSING_VALUE, "/text", "Several products and catalogues need a text.");
    }
    if (products.size() > 1 && !cards && header == null) {
      check.report(ProblemCode.MISSING_VALUE, "/header", "A list of products needs a header.");
    }
    int most = cards ? check.limits().cards() : check.limits().products();
    MessageSpec.count(products.size(), most, "products", at + "/products", check);
  }
}
