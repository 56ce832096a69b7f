import type { Product } from '../domain/inventory/product.ts';
import { recordShape, text, whole, word } from './columns.ts';

/** Keeps the parts and services that work orders use. */
export const products = recordShape<Product>('products', {
  name: text,
  kind: word,
  category: text,
  priceCents: whole,
});
